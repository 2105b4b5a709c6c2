// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Reductions as steps: sum, mean, max and min in lanes; argmax and logsumexp, which need more than one running value.

#include <cmath>

#include <tenon/schedule/operand.hpp>
#include <tenon/schedule/reduce_loops.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

template <class Op, class T, class S, class I, class X, class Axes, class Panel, class Policy, class Strides>
struct reduce_step;

template <class Op, class T, class S, int... I, class X, class Axes, class Panel, class Policy, class Strides>
struct reduce_step<Op, T, S, ints<I...>, X, Axes, Panel, Policy, Strides> {
  using E = node::reduced<Op, T, S, ints<I...>, X>;
  using operand_shape = typename X::shape_type;
  using number = typename X::value_type;
  static constexpr std::size_t rank = Axes::rank;
  using sums = ints<static_cast<int>(extent_at<operand_shape, static_cast<std::size_t>(I)>)...>;
  struct sum_extents {
    using summed = sums;
    using summed_axes = shape<axis_at<operand_shape, static_cast<std::size_t>(I)>...>;
  };
  using sum_tags = tags<tag_at<operand_shape, static_cast<std::size_t>(I)>...>;
  struct space {
    static constexpr layout value = product_space<Axes, Panel, sum_extents>();
  };

  /// The operand's index of each loop axis: result axes are the operand's others, in order; then the reduced ones.
  static constexpr int operand_axis(std::size_t p) {
    constexpr int reduced_axes[] = {I..., -1};
    if (p >= rank) return reduced_axes[p - rank];
    std::size_t kept = 0;
    for (std::size_t a = 0; a < operand_shape::rank; ++a) {
      bool gone = false;
      for (std::size_t i = 0; i < sizeof...(I); ++i) gone = gone || reduced_axes[i] == static_cast<int>(a);
      if (gone) continue;
      if (kept == p) return static_cast<int>(a);
      ++kept;
    }
    return -1;
  }
  template <std::size_t... P>
  static constexpr auto expand(std::index_sequence<P...>) {
    return node::view::expanded<operand_axis(P)...>{};
  }
  using kind = decltype(expand(std::make_index_sequence<rank + sizeof...(I)>{}));
  using links = extend<root_chain<Axes, Panel>, link<kind, typename join_extents<extents_of<Axes>, sums>::type>>;
  using operand = lower<X, operand_shape, links, Policy>;
  using tree = typename operand::tree;
  using out = typename sink_for<T, Strides>::type;
  static constexpr std::size_t count = (std::size_t{1} * ... * extent_at<operand_shape, static_cast<std::size_t>(I)>);

  static constexpr bool is_fold = std::is_same_v<Op, op::sum> || std::is_same_v<Op, op::mean> ||
                                  std::is_same_v<Op, op::max> || std::is_same_v<Op, op::min>;
  using predicted_type = std::conditional_t<std::is_same_v<number, double>, double, float>;
  static constexpr kernel::estimate predict() {
    constexpr tree_cost each = cost_of_tree<tree>::in(space::value);
    return kernel::estimate_loop<predicted_type>(static_cast<double>(space::value.size()), each.operations + 1,
                                                 is_fold ? each.cycles + 0.5 : 16 * (each.cycles + 4), each.bytes)
        .times(panels_of<Axes, Panel>(space_of<Axes, Panel>()));
  }
  static constexpr kernel::estimate predicted = predict();
  static constexpr cost info = operand::info + cost{.steps = 1, .kernels = reduce_bit, .cycles = predicted.cycles()};
  static constexpr nest plan() {
    stride_table t;
    t.add(out::stride, out::rank);
    nest n;
    layout outer = space::value;
    outer.rank = rank;
    n.finish(outer, t);
    return n;
  }
  struct planned {
    static constexpr nest value = plan();
  };
  /// What argmax and logsumexp take for one result.
  struct work {
    static constexpr std::ptrdiff_t parts = 1;
    static constexpr double cycles = static_cast<double>(count) * (std::is_same_v<Op, op::argmax> ? 2 : 20);
  };

  static void prepare(E const& e, context& ctx) { static_cast<void>(operand::bind(get<0>(e.operands), ctx)); }
  static void run(E const& e, T* dst, context& ctx) {
    tree const t = operand::bind(get<0>(e.operands), ctx);
    auto const lengths = lengths_and_sums<Axes, Panel>(e, get<0>(e.operands), sum_tags{}, ctx);
    if constexpr (is_fold) {
      using loops = reduction<detail::folding<Op, number>, space, rank, tree, accumulator<T>, out>;
      if constexpr (std::is_same_v<Op, op::mean>)
        loops::run(ctx, lengths, t, accumulator<T>{}, out{dst},
                   finish_scale<T>{T(1) / static_cast<T>(count_within(lengths))});
      else
        loops::run(ctx, lengths, t, accumulator<T>{}, out{dst}, finish_none{});
    } else {
      spread<planned, work>(
          ctx, lengths,
          [&lengths](int) {
            return [lengths](std::ptrdiff_t, std::ptrdiff_t, tree const& x, out const& o) { *o.p = one(x, lengths); };
          },
          t, out{dst});
    }
  }
  static void describe(printer& p, E const& e, std::string_view where) {
    operand::describe(p, get<0>(e.operands));
    p.step("reduction", Op::name, " over ", count, " elements, ", where);
    p.predict<predicted_type>(predicted);
  }

 private:
  /// How many elements make one result.
  template <class Lengths>
  static constexpr std::ptrdiff_t count_within(Lengths const& lengths) {
    if constexpr (Lengths::bits == 0) {
      return static_cast<std::ptrdiff_t>(count);
    } else {
      std::ptrdiff_t n = 1;
      for (std::size_t a = rank; a < space::value.rank; ++a)
        n *= space::value.ends_early(a) ? lengths.of[a] : space::value.extent[a];
      return n;
    }
  }

  /// One result of argmax or logsumexp, in one pass over its elements.
  template <class Lengths>
  static T one(tree const& t, Lengths const& lengths) {
    struct running {
      number largest = -std::numeric_limits<number>::infinity();
      number sum = 0;
      int at = 0;
      int index = 0;
    } state;
    at<scalar_lanes, no_axis, no_axis> const here{0, 0, 0};
    detail::fold_axes<void, scalar_lanes, space, no_axis, no_axis, rank, space::value.rank>(
        state, t, lengths, [&here](running& s, tree const& x) {
          number const value = x.read(here, nothing{});
          if constexpr (std::is_same_v<Op, op::argmax>) {
            if (s.index == 0 || value > s.largest) s.largest = value, s.at = s.index;
            ++s.index;
          } else {
            // A sum of exponentials that moves its reference when a larger element comes: nothing overflows.
            if (value == s.largest && s.sum != number(0)) {
              s.sum += number(1);
            } else if (value > s.largest) {
              s.sum = s.sum * std::exp(s.largest - value) + number(1);
              s.largest = value;
            } else if (value > -std::numeric_limits<number>::infinity()) {
              s.sum += std::exp(value - s.largest);
            } else if (value != value) {
              s.sum = value;
            }
          }
        });
    if constexpr (std::is_same_v<Op, op::argmax>)
      return static_cast<T>(state.at);
    else
      return static_cast<T>(state.sum == number(0) ? state.largest : state.largest + std::log(state.sum));
  }
};

TENON_ISA_END
}  // namespace tenon::schedule
