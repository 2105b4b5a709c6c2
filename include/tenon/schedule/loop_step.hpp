// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// An elementwise loop: a tree read at every point of the space, written once. Also copies (a leaf read through views).

#include <tenon/kernel/cost_model.hpp>
#include <tenon/schedule/spread.hpp>
#include <tenon/schedule/stored.hpp>
#include <tenon/schedule/tree_cost.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

/// Which axis to put in the lanes: where the destination is contiguous, else where most operands are.
constexpr std::size_t choose_lane(layout const& space, stride_table const& t, bool const* allowed) {
  std::size_t best = no_axis;
  std::ptrdiff_t best_score = -1;
  for (std::size_t a = 0; a < space.rank; ++a) {
    if (!allowed[a] || space.extent[a] == 1) continue;
    std::ptrdiff_t score = t.count > 0 && t.stride[0][a] == 1 ? 1000 : 0;
    for (std::size_t m = 1; m < t.count; ++m) score += t.stride[m][a] == 1 ? 10 : (t.stride[m][a] == 0 ? 1 : 0);
    if (score > best_score) best = a, best_score = score;
  }
  return best;
}

struct all_allowed {
  static constexpr bool value[max_rank] = {true, true, true, true, true, true, true, true, true, true, true, true};
};

template <class T, class Out>
constexpr void collect_sink(stride_table& t) {
  t.add(Out::stride, Out::rank);
}

/// Elements [j, lanes) of one row (or of the whole space) along the lanes.
template <class C, std::size_t Lane, class Tree, class Out>
TENON_NOINLINE void loop_rows(Tree tree, Out out, std::ptrdiff_t j, std::ptrdiff_t lanes) {
  using T = typename Out::value_type;
  constexpr std::ptrdiff_t step = Out::stride[Lane];
  for (; j + C::width <= lanes; j += C::width) {
    at<C, Lane, no_axis> const here{0, j, 0};
    C::template store<T>(out.p + j * step, step, tree.read(here, nothing{}));
  }
  if (j < lanes) {
    at<C, Lane, no_axis, false> const here{0, j, static_cast<int>(lanes - j)};
    C::template store_first<T>(out.p + j * step, step, tree.read(here, nothing{}), static_cast<int>(lanes - j));
  }
}

/// The same, whole vectors written around the caches from the first aligned address on.
template <class C, std::size_t Lane, class Tree, class Out>
TENON_NOINLINE void loop_rows_around_caches(Tree tree, Out out, std::ptrdiff_t j, std::ptrdiff_t lanes) {
  using T = typename Out::value_type;
  auto const part = [&](std::ptrdiff_t n) {
    at<C, Lane, no_axis, false> const here{0, j, static_cast<int>(n)};
    C::template store_first<T>(out.p + j, 1, tree.read(here, nothing{}), static_cast<int>(n));
    j += n;
  };
  std::ptrdiff_t const before = kernel::elements_to_alignment(out.p + j);
  if (before != 0) part(before < lanes - j ? before : lanes - j);
  constexpr std::ptrdiff_t ahead = static_cast<std::ptrdiff_t>(kernel::cost_model::prefetch_bytes / sizeof(T));
  for (; j + C::width <= lanes; j += C::width) {
    at<C, Lane, no_axis> const here{0, j, 0};
    prefetch_next<no_axis, 1>(tree, here, ahead);
    C::template stream<T>(out.p + j, tree.read(here, nothing{}));
  }
  if (j < lanes) part(lanes - j);
}

/// Held by what a thread calls: what it has streamed is ordered before whatever follows.
struct streaming_end {
  streaming_end() = default;
  streaming_end(streaming_end const&) = default;
  streaming_end& operator=(streaming_end const&) = default;
  ~streaming_end() { kernel::stream_fence(); }
};

/// A loop over a lowered value of E.
template <class E, class Axes, class Panel, class Strides, class Value>
struct loop_over {
  using T = typename E::value_type;
  using value = Value;
  using tree = typename value::tree;
  using out = typename sink_for<T, Strides>::type;
  using lanes = lanes_for<tree>;
  static constexpr layout space = space_of<Axes, Panel>();

  static constexpr nest plan() {
    stride_table t;
    t.add(out::stride, out::rank);
    tree::collect(t);
    nest n;
    n.lane_axis = choose_lane(space, t, all_allowed::value);
    if (n.lane_axis != no_axis) n.lanes = n.gather(n.lane_axis, space, t, all_allowed::value);
    n.finish(space, t);
    return n;
  }
  struct planned {
    static constexpr nest value = plan();
  };
  static constexpr kernel::estimate predict() {
    constexpr tree_cost each = cost_of_tree<tree>::in(space);
    // Without vectors each element takes a turn.
    constexpr double slower = lanes::is_vector ? 1 : static_cast<double>(kernel::lanes<float>);
    constexpr double n = static_cast<double>(space.size());
    return kernel::estimate_loop<predicted_type>(n, each.operations, (each.cycles + 1) * slower,
                                                 each.bytes + n * sizeof(T))
        .times(panels_of<Axes, Panel>(space));
  }
  using predicted_type = std::conditional_t<std::is_same_v<T, double>, double, float>;
  static constexpr kernel::estimate predicted = predict();
  static constexpr cost info = value::info + cost{.steps = 1, .kernels = loop_bit, .cycles = predicted.cycles()};

  struct each {
    static constexpr double value = kernel::cost_model::loop_cycles(is_heavy<tree>);
  };
  using work = lane_parts<planned::value.lanes, lanes::width, each>;

  static constexpr bool around_caches() {
    if constexpr (planned::value.lane_axis == no_axis || bounded_bits<Axes> != 0)
      return false;
    else
      return lanes::template streams<T> && out::stride[planned::value.lane_axis] == 1 &&
             planned::value.lanes >= 4 * lanes::width &&
             kernel::cost_model::writes_around_caches(static_cast<std::size_t>(space.size()) * sizeof(T));
  }

  static void prepare(E const& e, context& ctx) { static_cast<void>(value::bind(e, ctx)); }
  static void run(E const& e, T* dst, context& ctx) {
    auto const lengths = lengths_along<Axes, Panel>(e, ctx);
    if constexpr (around_caches()) {
      if (!ctx.in_place) {
        spread<planned, work>(
            ctx, lengths,
            [](int) {
              return [end_of_stream = streaming_end()](std::ptrdiff_t first, std::ptrdiff_t end, tree const& t,
                                                       out const& o) TENON_LAMBDA_INLINE {
                static_cast<void>(end_of_stream);
                loop_rows_around_caches<lanes, planned::value.lane_axis>(t, o, work::begin(first), work::begin(end));
              };
            },
            value::bind(e, ctx), out{dst});
        return;
      }
    }
    spread<planned, work>(
        ctx, lengths,
        [&lengths](int) {
          return [lengths](std::ptrdiff_t first, std::ptrdiff_t end, tree const& t, out const& o) TENON_LAMBDA_INLINE {
            constexpr std::size_t lane = planned::value.lane_axis;
            loop_rows<lanes, lane>(t, o, work::begin(first), lengths.template end<lane>(work::begin(end)));
          };
        },
        value::bind(e, ctx), out{dst});
  }
  static void describe(printer& p, E const& e, std::string_view where) {
    value::describe(p, e);
    p.step("loop", space.size(), " elements, ", lanes::width, " at a time, ",
           around_caches() ? "written around the caches, " : "", where);
    p.predict<predicted_type>(predicted);
  }
};

template <class E, class Axes, class Panel, class Policy, class Strides>
struct loop_step : loop_over<E, Axes, Panel, Strides, lower_root<E, Axes, root_chain<Axes, Panel>, Policy>> {};

TENON_ISA_END
}  // namespace tenon::schedule
