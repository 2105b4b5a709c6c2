// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A product with everything elementwise around it: operands are memory, the rest of the tree runs on the accumulators
// in the kernel's epilogue. Where no matrix shape is found, the product is a reduction of a·b.

#include <tenon/kernel/gemm.hpp>
#include <tenon/schedule/packed_operand.hpp>
#include <tenon/schedule/product_plan.hpp>
#include <tenon/schedule/reduce_loops.hpp>
#include <tenon/schedule/tree_cost.hpp>
#include <tenon/shape/text.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

/// Evaluates the tree around an accumulator and stores it: what the product kernel calls for each vector of results.
template <class C, std::size_t Lane, std::size_t Row, class Tree, class Out>
struct store_epilogue {
  using T = typename Out::value_type;
  static constexpr std::ptrdiff_t row_step = Out::stride[Row];
  static constexpr std::ptrdiff_t lane_step = Out::stride[Lane];
  static constexpr bool heavy = is_heavy<Tree>;
  Tree tree;
  Out out;

  template <class V>
  TENON_INLINE void operator()(V const& acc, std::ptrdiff_t i, std::ptrdiff_t j) const {
    at<C, Lane, Row> const here{i, j, 0};
    C::template store<T>(out.p + i * row_step + j * lane_step, lane_step, tree.read(here, acc));
  }
  template <class V>
  TENON_INLINE void operator()(V const& acc, std::ptrdiff_t i, std::ptrdiff_t j, std::ptrdiff_t n) const {
    at<C, Lane, Row, false> const here{i, j, static_cast<int>(n)};
    C::template store_first<T>(out.p + i * row_step + j * lane_step, lane_step, tree.read(here, acc),
                               static_cast<int>(n));
  }
};

/// The same for the results of rows [0, m) and columns [0, n) alone.
template <class T, class Store>
struct store_within {
  static constexpr bool heavy = Store::heavy;
  Store store;
  std::ptrdiff_t m;
  std::ptrdiff_t n;

  template <class V>
  TENON_INLINE void operator()(V const& acc, std::ptrdiff_t i, std::ptrdiff_t j) const {
    if (i >= m) return;
    if (j + kernel::lanes<T> <= n)
      store(acc, i, j);
    else if (j < n)
      store(acc, i, j, n - j);
  }
  template <class V>
  TENON_INLINE void operator()(V const& acc, std::ptrdiff_t i, std::ptrdiff_t j, std::ptrdiff_t rest) const {
    if (i < m && j < n) store(acc, i, j, rest < n - j ? rest : n - j);
  }
};

template <class E, class Axes, class Panel, class Policy, class Strides, class Path>
struct product_step {
  using T = typename E::value_type;
  using driver = follow<E, Axes, root_chain<Axes, Panel>, Path>;
  using product = typename driver::node_type;
  using number = typename product::value_type;
  using parts = contraction<product>;
  using epilogue = lower_root<E, Axes, root_chain<Axes, Panel>, Policy, Path>;
  using tree = typename epilogue::tree;
  template <class Map>
  using links = typename operand_links<root_chain<Axes, Panel>, extents_of<Axes>, driver, parts, Map>::type;
  template <class X, class Map>
  using operand = typename memory_operand<X, typename X::shape_type, links<Map>, Policy>::type;
  using a_operand = operand<typename parts::A, typename parts::a_map>;
  using a_leaf = typename a_operand::tree;
  using out = typename sink_for<T, Strides>::type;

  static constexpr std::size_t rank = Axes::rank;
  struct space {
    static constexpr layout value = product_space<Axes, Panel, parts>();
  };
  template <class Right>
  static constexpr product_plan make() {
    stride_table t;
    t.add(out::stride, out::rank);
    t.add(a_leaf::stride, a_leaf::rank);
    t.add(planning_strides<Right>(), Right::tree::rank);
    tree::collect(t);
    return plan_product(space::value, rank, a_leaf::stride, planning_strides<Right>(), out::stride, t);
  }
  /// Packed weights where they lie, if the plan made for them reads them so; else memory.
  template <class B>
  static constexpr auto choose_right() {
    using in_memory = operand<B, typename parts::b_map>;
    if constexpr (is_packed<B>) {
      using packed = packed_operand<B, links<typename parts::b_map>>;
      if constexpr (packed::fits(make<packed>()) && fits_lanes<vector_lanes<number>, tree>)
        return std::type_identity<packed>{};
      else
        return std::type_identity<in_memory>{};
    } else {
      return std::type_identity<in_memory>{};
    }
  }
  using b_operand = typename decltype(choose_right<typename parts::B>())::type;
  using b_leaf = typename b_operand::tree;
  static constexpr bool is_packed_in_place = requires { typename b_operand::stored; };
  static constexpr product_plan plan = make<b_operand>();
  /// The kernels are for floating point, and the epilogue must fit beside the accumulators.
  static constexpr bool tiled = plan.ok && std::is_floating_point_v<number> && fits_lanes<vector_lanes<number>, tree>;
  struct planned {
    static constexpr nest value = plan.loops;
  };
  using lane_leaf = std::conditional_t<plan.swapped, a_leaf, b_leaf>;
  using row_leaf = std::conditional_t<plan.swapped, b_leaf, a_leaf>;
  static constexpr std::size_t row_axis = planned::value.row_axis;
  static constexpr std::size_t lane_axis = planned::value.lane_axis;
  using in_memory_shape = kernel::gemm_shape<planned::value.rows, planned::value.lanes, plan.sum,
                                             row_leaf::stride[row_axis], row_leaf::stride[plan.sum_axis],
                                             lane_leaf::stride[plan.sum_axis], lane_leaf::stride[lane_axis]>;
  using packed_shape = kernel::packed_gemm_shape<planned::value.rows, planned::value.lanes, plan.sum,
                                                 row_leaf::stride[row_axis], row_leaf::stride[plan.sum_axis]>;
  using shape = std::conditional_t<is_packed_in_place, packed_shape, in_memory_shape>;

  static constexpr std::ptrdiff_t repeats = [] {
    std::ptrdiff_t n = 1;
    for (std::size_t i = 0; i < planned::value.outer_count; ++i) n *= planned::value.outer_extent[i];
    return n;
  }();
  static constexpr kernel::estimate predict() {
    constexpr layout results = space_of<Axes, Panel>();
    constexpr tree_cost around = cost_of_tree<tree>::in(results);
    kernel::estimate e;
    if constexpr (tiled) {
      e = kernel::estimate_product<number, shape>(around.cycles, around.bytes / static_cast<double>(repeats))
              .times(static_cast<double>(repeats));
    } else {
      // A multiply-add and two loads for each term.
      e = kernel::estimate_loop<number>(static_cast<double>(space::value.size()), 2, 1,
                                        leaf_bytes<a_leaf>(space::value) + leaf_bytes<b_leaf>(space::value));
    }
    e.operations += static_cast<double>(results.size()) * around.operations;
    return e.times(panels_of<Axes, Panel>(results));
  }
  static constexpr kernel::estimate predicted = predict();

  static constexpr cost own() {
    cost c{.steps = 1, .cycles = predicted.cycles()};
    if constexpr (tiled) {
      c.scratch_bytes = kernel::gemm_scratch<number, shape> * sizeof(number);
      c.kernels = gemm_bit;
    } else {
      c.kernels = reduce_bit;
    }
    return c;
  }
  // What the epilogue reads comes first: a residual's own intermediate values are gone before the operands' are there.
  static constexpr cost info = epilogue::info + a_operand::info + b_operand::info + own();

  static void prepare(E const& e, context& ctx) {
    product const& node = driver::get_from(e);
    static_cast<void>(epilogue::bind(e, ctx));
    static_cast<void>(a_operand::bind(get<0>(node.operands), ctx));
    static_cast<void>(b_operand::bind(get<1>(node.operands), ctx));
  }
  static void run(E const& e, T* dst, context& ctx) {
    product const& node = driver::get_from(e);
    tree const t = epilogue::bind(e, ctx);
    a_leaf const a = a_operand::bind(get<0>(node.operands), ctx);
    b_leaf const b = b_operand::bind(get<1>(node.operands), ctx);
    auto const lengths = lengths_and_sums<Axes, Panel>(e, get<0>(node.operands), typename parts::summed_tags{}, ctx);
    if constexpr (tiled && decltype(lengths)::bits != 0) {
      run_within(lengths, a, b, t, out{dst}, ctx);
    } else if constexpr (tiled) {
      using work = kernel::gemm_parts<number, shape>;
      spread<planned, work>(
          ctx, lengths,
          [&ctx](int worker) {
            return [scratch = ctx.scratch_of<number>(worker), packed = static_cast<number const*>(nullptr)](
                       std::ptrdiff_t first, std::ptrdiff_t end, a_leaf const& x, b_leaf const& y, tree const& around,
                       out const& o) mutable {
              store_epilogue<vector_lanes<number>, lane_axis, row_axis, tree, out> const store{around, o};
              number const* const rows = plan.swapped ? y.p : x.p;
              number const* const columns = plan.swapped ? x.p : y.p;
              if (first == 0 && end == work::parts)
                kernel::multiply<number, shape>(rows, columns, store, scratch);
              else
                kernel::multiply_parts<number, shape>(rows, columns, store, scratch, packed, first, end);
            };
          },
          a, b, t, out{dst});
    } else {
      using terms = applied<op::multiply, number, a_leaf, b_leaf>;
      terms const both{op::multiply{}, pack<a_leaf, b_leaf>{std::in_place, a, b}};
      reduction<detail::folding<op::sum, number>, space, rank, terms, tree, out>::run(ctx, lengths, both, t, out{dst},
                                                                                      finish_none{});
    }
  }
  /// The same with loops that end at lengths known at run time: whole tiles are computed, and what lies within stored.
  template <class Lengths>
  static void run_within(Lengths const& lengths, a_leaf const& a, b_leaf const& b, tree const& t, out const& to,
                         context& ctx) {
    using work = kernel::gemm_parts<number, shape>;
    spread<planned, work>(
        ctx, lengths,
        [&ctx, &lengths](int worker) {
          return [scratch = ctx.scratch_of<number>(worker), packed = static_cast<number const*>(nullptr), lengths](
                     std::ptrdiff_t first, std::ptrdiff_t end, a_leaf const& x, b_leaf const& y, tree const& around,
                     out const& o) mutable {
            kernel::gemm_extents<shape> const within{lengths.template end<row_axis>(shape::m),
                                                     lengths.template end<lane_axis>(shape::n),
                                                     lengths.template end<plan.sum_axis>(shape::k)};
            using store = store_epilogue<vector_lanes<number>, lane_axis, row_axis, tree, out>;
            store_within<number, store> const bounded{{around, o}, within.m, within.n};
            number const* const rows = plan.swapped ? y.p : x.p;
            number const* const columns = plan.swapped ? x.p : y.p;
            kernel::multiply_parts<number, shape>(rows, columns, bounded, scratch, packed, first, end, within);
          };
        },
        a, b, t, to);
  }
  static void describe(printer& p, E const& e, std::string_view where) {
    product const& node = driver::get_from(e);
    epilogue::describe(p, e);
    a_operand::describe(p, get<0>(node.operands));
    b_operand::describe(p, get<1>(node.operands));
    if constexpr (tiled) {
      std::string times;
      if (repeats != 1) times.append(std::to_string(repeats)).append(" times ");
      p.step("gemm", times, planned::value.rows, "x", planned::value.lanes, "x", plan.sum,
             is_accumulator<tree> ? "" : " with an elementwise epilogue", ", ", where);
      using kernel_plan = kernel::detail::gemm_plan<number, shape>;
      p.line("   lanes along ", axis_text<axis_at<Axes, lane_axis>>(), ", tiles of ", kernel::tile_of<number, shape>[0],
             "x", kernel::tile_of<number, shape>[1], "; operand in lanes ",
             kernel::cost_model::reason(kernel_plan::use));
    } else {
      p.step("reduction", "sums of products over ", plan.sum, ", ", where);
    }
    p.predict<number>(predicted);
  }
};

TENON_ISA_END
}  // namespace tenon::schedule
