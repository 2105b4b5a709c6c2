// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// dot<key>(softmax<key>(f(dot<d>(q, k))), v): recognised in the type and streamed over the keys, for any elementwise f.
// The score matrix is never stored.

#include <array>
#include <utility>

#include <tenon/kernel/attention.hpp>
#include <tenon/schedule/constant_factor.hpp>
#include <tenon/schedule/few_queries.hpp>
#include <tenon/schedule/find.hpp>
#include <tenon/schedule/operand.hpp>
#include <tenon/schedule/product_plan.hpp>
#include <tenon/schedule/score_inner.hpp>
#include <tenon/schedule/score_within.hpp>
#include <tenon/schedule/tree_cost.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

/// Weights by types alone: a softmax, reached through views, over an elementwise tree around one product.
template <class W, class Policy>
struct weights_pattern {
  template <class Node>
  struct operand_of;
  template <int I, class X>
  struct operand_of<node::normalized<op::softmax, I, X>> {
    using type = X;
  };
  using softmax_path = typename find_below<W, Policy, wants_softmax>::type;
  static constexpr bool has_softmax = !std::is_same_v<softmax_path, no_path>;
  static constexpr auto score_path() {
    if constexpr (!has_softmax) {
      return no_path{};
    } else {
      using softmax = typename follow<W, typename W::shape_type, chain<>, softmax_path>::node_type;
      return typename find_below<typename operand_of<softmax>::type, Policy, wants_product>::type{};
    }
  }
  using product_path = decltype(score_path());
  static constexpr bool found = !std::is_same_v<product_path, no_path>;
};

template <class E, class Policy>
struct attention_pattern {
  static constexpr bool found = false;
};
template <class E, class Policy>
  requires(is_product<E>&& Policy::is_fused&& contraction<E>::sums == 1)
struct attention_pattern<E, Policy> {
  using parts = contraction<E>;
  template <class W>
  static constexpr bool weighs = weights_pattern<typename scaled<W, Policy>::inner, Policy>::found;
  static constexpr bool left = weighs<typename parts::A>;
  static constexpr bool found = left || weighs<typename parts::B>;
};

/// The cost model of attention: which axis stands in lanes, which are streamed, which are repeated.
struct attention_plan {
  char const* refused = nullptr;  ///< why it cannot stream
  bool swapped = false;           ///< the left operand of the inner product holds the keys
  nest loops;                     ///< rows: queries; lanes: features of the values
  few_plan few;                   ///< whether keys stand in lanes, and what then are its rows
  bool features[max_rank] = {};   ///< axes that only values and result have
  std::ptrdiff_t depth = 1;       ///< D, summed by the inner product
  std::size_t depth_axis = no_axis;
};

template <class E, class Axes, class Panel, class Policy, class Strides>
struct attention_step {
  using T = typename E::value_type;
  using pattern = attention_pattern<E, Policy>;
  using parts = contraction<E>;
  static constexpr std::size_t rank = Axes::rank;
  static constexpr std::size_t key_axis = rank;
  using self = follow<E, Axes, root_chain<Axes, Panel>, ints<>>;
  using root = root_chain<Axes, Panel>;

  // Weights and values, seen from (result axes, key).
  static constexpr std::size_t w_at = pattern::left ? 0 : 1, v_at = 1 - w_at;
  using w_scaled = scaled<std::conditional_t<pattern::left, typename parts::A, typename parts::B>, Policy>;
  using W = typename w_scaled::inner;
  using V = std::conditional_t<pattern::left, typename parts::B, typename parts::A>;
  using w_map = std::conditional_t<pattern::left, typename parts::a_map, typename parts::b_map>;
  using v_map = std::conditional_t<pattern::left, typename parts::b_map, typename parts::a_map>;
  using w_links = typename operand_links<root, extents_of<Axes>, self, parts, w_map>::type;
  using v_links = typename operand_links<root, extents_of<Axes>, self, parts, v_map>::type;
  using weights = weights_pattern<W, Policy>;
  using softmax = follow<W, typename W::shape_type, w_links, typename weights::softmax_path>;
  using softmax_node = typename softmax::node_type;

  template <class Node>
  struct taken_apart;
  template <int I, class X>
  struct taken_apart<node::normalized<op::softmax, I, X>> {
    using operand = X;
    static constexpr std::size_t axis = static_cast<std::size_t>(I);
  };
  using X = typename taken_apart<softmax_node>::operand;
  static constexpr int normalized_axis =
      probe<typename softmax::axes, typename softmax::links>::loop_axis(taken_apart<softmax_node>::axis);

  // The inner product, seen from (result axes, key, summed).
  using factor = constant_factor<X, typename weights::product_path>;
  using score = lower_root<X, typename softmax::axes, typename softmax::links, Policy, typename factor::path>;
  using score_tree = typename score::tree;
  using inner = follow<X, typename softmax::axes, typename softmax::links, typename weights::product_path>;
  using product = typename inner::node_type;
  using inner_parts = contraction<product>;
  using outer_extents = typename join_extents<extents_of<Axes>, typename parts::summed>::type;
  template <class Y, class Map>
  using inner_operand =
      typename memory_operand<Y, typename Y::shape_type,
                              typename operand_links<root, outer_extents, inner, inner_parts, Map>::type, Policy>::type;
  using a_scaled = scaled<typename inner_parts::A, Policy>;
  using b_scaled = scaled<typename inner_parts::B, Policy>;
  using a_operand = inner_operand<typename a_scaled::inner, typename inner_parts::a_map>;
  using b_operand = inner_operand<typename b_scaled::inner, typename inner_parts::b_map>;
  using a_leaf = typename a_operand::tree;
  using b_leaf = typename b_operand::tree;
  // Values must be contiguous along the features, which are axes that only they have; else they are stored so.
  template <class Leaf>
  static constexpr bool contiguous_features() {
    bool any = false;
    for (std::size_t x = 0; x < rank; ++x) {
      if (a_leaf::stride[x] != 0 || b_leaf::stride[x] != 0 || Leaf::stride[x] == 0) continue;
      if (Leaf::stride[x] == 1) return true;
      any = true;
    }
    return !any;
  }
  static constexpr auto choose_values() {
    using direct = typename memory_operand<V, typename V::shape_type, v_links, Policy>::type;
    if constexpr (contiguous_features<typename direct::tree>())
      return std::type_identity<direct>{};
    else
      return std::type_identity<stored_value<V, typename V::shape_type, v_links, Policy>>{};
  }
  using v_operand = typename decltype(choose_values())::type;
  using v_leaf = typename v_operand::tree;
  using out = typename sink_for<T, Strides>::type;

  static constexpr attention_plan make() {
    attention_plan p;
    auto refuse = [&p](char const* why) {
      p.refused = why;
      return p;
    };
    if (!std::is_floating_point_v<T> || !std::is_same_v<T, typename product::value_type> ||
        !fits_lanes<vector_lanes<T>, score_tree>)
      return refuse("value types are mixed");
    if (normalized_axis != static_cast<int>(key_axis)) return refuse("the softmax is not along the summed axis");
    if (!probe<typename inner::axes, typename inner::links>::one_to_one_into(rank + 1))
      return refuse("the axes of the scores are regrouped between the product and the softmax");
    bool const a_keys = a_leaf::stride[key_axis] != 0, b_keys = b_leaf::stride[key_axis] != 0;
    if (a_keys == b_keys) return refuse("both operands of the scores, or neither, run along the summed axis");
    p.swapped = a_keys;
    std::ptrdiff_t const* q = p.swapped ? b_leaf::stride : a_leaf::stride;
    std::ptrdiff_t const* k = p.swapped ? a_leaf::stride : b_leaf::stride;
    layout const all = full_space();
    product_plan sums;
    if (!join_sums(all, rank + 1, q, k, sums))
      return refuse("the summed axes of the scores are not one axis in memory");
    p.depth = sums.sum;
    p.depth_axis = sums.sum_axis;
    layout results = all;
    results.rank = rank;
    bool queries[max_rank] = {};
    bool(&features)[max_rank] = p.features;
    std::size_t query = no_axis, feature = no_axis;
    for (std::size_t x = 0; x < rank; ++x) {
      bool const v = v_leaf::stride[x] != 0;
      queries[x] = q[x] != 0 && k[x] == 0 && !v;
      features[x] = v && q[x] == 0 && k[x] == 0 && !score_tree::varies(x);
      if (results.extent[x] == 1) continue;
      if (queries[x] && (query == no_axis || results.extent[x] > results.extent[query])) query = x;
      if (features[x] && (feature == no_axis || v_leaf::stride[x] < v_leaf::stride[feature])) feature = x;
    }
    if (bounded_bits<typename inner_parts::summed_axes> != 0 || (feature != no_axis && results.ends_early(feature)))
      return refuse("the length of the features, or of what the scores sum over, is known only at run time");
    if (feature != no_axis && (v_leaf::stride[feature] != 1 || out::stride[feature] != 1))
      return refuse("values and result are not contiguous along the features");
    stride_table values;
    values.add(out::stride, out::rank);
    values.add(v_leaf::stride, v_leaf::rank);
    if (feature != no_axis) {
      p.loops.lane_axis = feature;
      p.loops.lanes = p.loops.gather(feature, results, values, features);
    }
    stride_table lines;
    lines.add(out::stride, out::rank);
    lines.add(q, rank);
    score_tree::collect(lines);
    if (query != no_axis) {
      p.loops.row_axis = query;
      p.loops.rows = p.loops.gather(query, results, lines, queries);
    }
    p.few = plan_few_queries(p.loops, results, lines, queries, k, v_leaf::stride, key_axis, p.depth_axis,
                             vector_lanes<T>::width);
    p.loops.finish(results, lines);
    return p;
  }
  static constexpr layout full_space() {
    layout l = space_of<Axes, Panel>();
    layout const k = layout_from<typename parts::summed>::contiguous();
    l.bounded |= bounded_bits<typename parts::summed_axes> << l.rank;
    l.extent[l.rank++] = k.extent[0];
    layout const d = layout_from<typename inner_parts::summed>::contiguous();
    for (std::size_t a = 0; a < d.rank; ++a) l.extent[l.rank++] = d.extent[a];
    return l;
  }
  static constexpr attention_plan plan = make();
  static constexpr bool streams = plan.refused == nullptr;

  /// The axes of a result that streaming could write: the features last, as the values have them.
  template <std::size_t... I>
  static constexpr auto order_of(std::index_sequence<I...>) {
    constexpr auto sorted = [] {
      std::array<int, rank> order{};
      std::size_t n = 0;
      for (std::size_t x = 0; x < rank; ++x)
        if (!plan.features[x]) order[n++] = static_cast<int>(x);
      std::size_t const first = n;
      for (std::size_t x = 0; x < rank; ++x) {
        if (!plan.features[x]) continue;
        std::size_t at = n++;
        for (; at > first && v_leaf::stride[order[at - 1]] < v_leaf::stride[x]; --at) order[at] = order[at - 1];
        order[at] = static_cast<int>(x);
      }
      return order;
    }();
    return ints<sorted[I]...>{};
  }
  using order = decltype(order_of(std::make_index_sequence<rank>{}));

  struct planned {
    static constexpr nest value = plan.loops;
  };
  using q_leaf = std::conditional_t<plan.swapped, b_leaf, a_leaf>;
  using k_leaf = std::conditional_t<plan.swapped, a_leaf, b_leaf>;
  static constexpr std::ptrdiff_t keys = full_space().extent[key_axis];
  static constexpr std::size_t query_axis = planned::value.row_axis;
  using within = score_within<T, query_axis, key_axis, full_space().bounded, score_tree>;
  using tree = typename within::tree;
  using shape = kernel::attention_shape<planned::value.rows, keys, plan.depth, planned::value.lanes,
                                        q_leaf::stride[query_axis], q_leaf::stride[plan.depth_axis],
                                        k_leaf::stride[key_axis], k_leaf::stride[plan.depth_axis],
                                        v_leaf::stride[key_axis], out::stride[query_axis], chooses<tree>>;
  using scores = std::conditional_t<is_accumulator<tree>, product_score<T>,
                                    split_score<T, query_axis, key_axis, planned::value.rows, tree>>;

  // With few queries keys stand in lanes.
  static constexpr few_plan few = plan.few;
  using few_shape = kernel::joined_shape<shape, few.outer, q_leaf::stride[few.outer_axis], out::stride[few.outer_axis]>;
  using few_heads = kernel::interleaved_heads<few.heads, q_leaf::stride[few.head_axis], k_leaf::stride[few.head_axis],
                                              v_leaf::stride[few.head_axis], out::stride[few.head_axis]>;
  using few_scores =
      few_score<T, key_axis, query_axis, few.outer_axis, few.head_axis, keys, planned::value.rows, few.outer, tree>;

  static constexpr double repeats = [] {
    double n = static_cast<double>(few.heads);
    for (std::size_t i = 0; i < planned::value.outer_count; ++i)
      n *= static_cast<double>(planned::value.outer_extent[i]);
    return n;
  }();
  /// As if nothing were masked: what a mask rules out is known when it runs.
  static constexpr kernel::estimate predicted = [] {
    constexpr double score = cost_of_tree<tree>::in(full_space()).cycles;
    kernel::estimate const one =
        few.chosen ? kernel::estimate_few_queries<T>(planned::value.rows * few.outer, keys, plan.depth,
                                                     planned::value.lanes, score, repeats)
                   : kernel::estimate_attention<T>(planned::value.rows, keys, plan.depth, planned::value.lanes, score);
    return one.times(repeats * panels_of<Axes, Panel>(space_of<Axes, Panel>()));
  }();

  static constexpr std::size_t scratch_elements() {
    if constexpr (few.chosen)
      return static_cast<std::size_t>(kernel::few_scratch<T, few_shape, few_heads>);
    else
      return static_cast<std::size_t>(kernel::attention_scratch<T, shape>);
  }
  static constexpr cost own() {
    return {.steps = 1,
            .scratch_bytes = scratch_elements() * sizeof(T),
            .kernels = attention_bit,
            .cycles = predicted.cycles()};
  }
  static constexpr cost info = a_operand::info + b_operand::info + v_operand::info + score::info + own();

  static void prepare(E const& e, context& ctx) {
    X const& x = get<0>(softmax::get_from(w_scaled::inner_of(get<w_at>(e.operands))).operands);
    product const& inside = inner::get_from(x);
    static_cast<void>(a_operand::bind(a_scaled::inner_of(get<0>(inside.operands)), ctx));
    static_cast<void>(b_operand::bind(b_scaled::inner_of(get<1>(inside.operands)), ctx));
    static_cast<void>(v_operand::bind(get<v_at>(e.operands), ctx));
    static_cast<void>(score::bind(x, ctx));
  }
  static void run(E const& e, T* dst, context& ctx) {
    X const& x = get<0>(softmax::get_from(w_scaled::inner_of(get<w_at>(e.operands))).operands);
    product const& inside = inner::get_from(x);
    a_leaf const a = a_operand::bind(a_scaled::inner_of(get<0>(inside.operands)), ctx);
    b_leaf const b = b_operand::bind(b_scaled::inner_of(get<1>(inside.operands)), ctx);
    v_leaf const v = v_operand::bind(get<v_at>(e.operands), ctx);
    auto const lengths = lengths_and_sums<Axes, Panel>(e, get<w_at>(e.operands), typename parts::summed_tags{}, ctx);
    tree const f = within::of(score::bind(x, ctx), lengths);
    T const scale = (few.chosen ? T(1) : scores::scale) * factor::template value<T>(x) *
                    a_scaled::template value<T>(get<0>(inside.operands)) *
                    b_scaled::template value<T>(get<1>(inside.operands));
    T const weight = w_scaled::template value<T>(get<w_at>(e.operands));
    using work = std::conditional_t<few.chosen, kernel::few_parts<T, few_shape, few_heads>,
                                    kernel::attention_parts<T, shape, scores::masked>>;
    spread<planned, work>(
        ctx, lengths,
        [&ctx, &lengths, scale, weight](int worker) {
          return [scratch = ctx.scratch_of<T>(worker), scale, weight, lengths](
                     std::ptrdiff_t first, std::ptrdiff_t end, a_leaf const& la, b_leaf const& lb, v_leaf const& lv,
                     tree const& lf, out const& lo) {
            static_cast<void>(lengths);
            T const* const q = plan.swapped ? lb.p : la.p;
            T const* const k = plan.swapped ? la.p : lb.p;
            if constexpr (few.chosen) {
              kernel::attend_few<T, few_shape, few_heads>(q, k, lv.p, lo.p, scale, few_scores{lf}, scratch, weight,
                                                          first, end);
            } else {
              scores const s{lf};
              auto const tiles = [&](std::ptrdiff_t from, std::ptrdiff_t to) {
                kernel::attend<T, shape>(q, k, lv.p, lo.p, scale, s, scratch, weight, from, to);
              };
              if constexpr (decltype(lengths)::template bounds<query_axis>) {
                // Tiles that begin with a query that there is.
                for (; first < end; ++first)
                  if (std::ptrdiff_t const tile = work::tile(first);
                      kernel::attention_tile_begin<T, shape>(tile) < lengths.template end<query_axis>(shape::tq))
                    tiles(tile, tile + 1);
              } else if (!scores::masked || (first == 0 && end == work::parts))
                tiles(first, end);
              else
                for (; first < end; ++first) tiles(work::tile(first), work::tile(first) + 1);
            }
          };
        },
        a, b, v, f, out{dst});
  }
  static void describe(printer& p, E const& e, std::string_view where) {
    X const& x = get<0>(softmax::get_from(w_scaled::inner_of(get<w_at>(e.operands))).operands);
    product const& inside = inner::get_from(x);
    a_operand::describe(p, a_scaled::inner_of(get<0>(inside.operands)));
    b_operand::describe(p, b_scaled::inner_of(get<1>(inside.operands)));
    v_operand::describe(p, get<v_at>(e.operands));
    score::describe(p, x);
    p.step("attention", static_cast<std::ptrdiff_t>(repeats), " times ", planned::value.rows * few.outer, " queries, ",
           keys, " keys streamed, ", plan.depth, " summed, ", planned::value.lanes, " features, ", where);
    p.note(is_accumulator<tree> ? "scores are scaled in the query tile and never stored"
                                : "the elementwise operations on the scores run inside; scores are never stored");
    if constexpr (few.chosen) p.note("few queries: keys stand in lanes, keys and values are read once for all of them");
    p.predict<T>(predicted);
  }
};

TENON_ISA_END
}  // namespace tenon::schedule
