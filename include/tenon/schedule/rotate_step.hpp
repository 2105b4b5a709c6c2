// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Features turned in pairs (rotary positions), in one pass: both of a pair are read once, whatever expression makes
// them, and written through the tree around them. Features lie along the lanes: pairs of halves are two vectors, pairs
// of neighbours one whose lanes are exchanged; or lanes hold one row each where another axis is contiguous.

#include <tenon/schedule/row_nest.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

template <class Node>
struct rotation_parts;
template <class Op, int I, int P, class X>
struct rotation_parts<node::rotated<Op, I, P, X>> {
  using op_type = Op;
  using operand = X;
  static constexpr std::size_t axis = static_cast<std::size_t>(I);
  static constexpr std::size_t position = static_cast<std::size_t>(P);
};

/// One row, or rows side by side: how many features, which axes are in the lanes and in the rows, who is whose partner.
template <bool Along, bool Neighbours, std::ptrdiff_t Count, std::size_t Lane, std::size_t Row>
struct pair_walk {
  static constexpr bool along = Along;
  static constexpr bool neighbours = Neighbours;
  static constexpr std::ptrdiff_t pairs = Count / 2;
  static constexpr std::size_t lane = Lane;
  static constexpr std::size_t row = Row;
};

/// Turns one row along the lanes, or lanes `first` to `end` of rows side by side.
template <class Walk, class T, class Inner, class Angles, class Around, class Out>
TENON_NOINLINE void rotate_rows(Inner x, Angles cos, Angles sin, Around around, Out out, std::ptrdiff_t first,
                                std::ptrdiff_t end) {
  using C = vector_lanes<T>;
  using R = typename Out::value_type;
  using whole_point = at<C, Walk::lane, Walk::row>;
  using part_point = at<C, Walk::lane, Walk::row, false>;
  constexpr std::ptrdiff_t w = C::width;
  constexpr std::ptrdiff_t step = Out::stride[Walk::lane];
  auto const write = [&](auto const& here, vec<T> y) TENON_LAMBDA_INLINE {
    R* const to = out.p + here.i * Out::stride[Walk::row] + here.j * step;
    if constexpr (std::remove_cvref_t<decltype(here)>::full)
      C::template store<R>(to, step, around.read(here, y));
    else
      C::template store_first<R>(to, step, around.read(here, y), here.n);
  };
  // (a, b) turned: a·cos − b·sin, b·cos + a·sin.
  auto const turn = [&](auto const& one, auto const& other, auto const& angle, auto const& sine) TENON_LAMBDA_INLINE {
    vec<T> const a = x.read(one, nothing{}), b = x.read(other, nothing{});
    vec<T> const c = cos.read(angle, nothing{}), s = sin.read(sine, nothing{});
    write(one, kernel::fnma<T>(b, s, a * c));
    write(other, kernel::fma<T>(a, s, b * c));
  };
  if constexpr (Walk::along && Walk::neighbours) {
    // The table holds each cosine twice, and each sine as −sin, sin.
    auto const swap = [&](auto const& here) TENON_LAMBDA_INLINE {
      vec<T> const a = x.read(here, nothing{});
      vec<T> const c = cos.read(here, nothing{}), s = sin.read(here, nothing{});
      write(here, kernel::fma<T>(kernel::swap_neighbours<T>(a), s, a * c));
    };
    constexpr std::ptrdiff_t n = 2 * Walk::pairs, together = n / w * w;
    for (std::ptrdiff_t j = 0; j < together; j += w) swap(whole_point{0, j, 0});
    if constexpr (together != n) swap(part_point{0, together, static_cast<int>(n - together)});
  } else if constexpr (Walk::along) {
    constexpr std::ptrdiff_t n = Walk::pairs, together = n / w * w;
    for (std::ptrdiff_t j = 0; j < together; j += w) {
      whole_point const a{0, j, 0};
      turn(a, whole_point{0, j + n, 0}, a, a);
    }
    if constexpr (together != n) {
      part_point const a{0, together, static_cast<int>(n - together)};
      turn(a, part_point{0, together + n, static_cast<int>(n - together)}, a, a);
    }
  } else {
    auto const pair = [&](auto const& point, std::ptrdiff_t p) TENON_LAMBDA_INLINE {
      auto one = point, other = point;
      one.i = Walk::neighbours ? 2 * p : p;
      other.i = Walk::neighbours ? 2 * p + 1 : p + Walk::pairs;
      turn(one, other, one, Walk::neighbours ? other : one);
    };
    for (std::ptrdiff_t p = 0; p < Walk::pairs; ++p) {
      std::ptrdiff_t j = first;
      for (; j + w <= end; j += w) pair(whole_point{0, j, 0}, p);
      if (j < end) pair(part_point{0, j, static_cast<int>(end - j)}, p);
    }
  }
}

template <class E, class Axes, class Panel, class Policy, class Strides, class Path>
struct rotate_step {
  using T = typename E::value_type;
  using driver = follow<E, Axes, root_chain<Axes, Panel>, Path>;
  using rotated_node = typename driver::node_type;
  using number = typename rotated_node::value_type;
  using parts = rotation_parts<rotated_node>;
  using pairing = typename parts::op_type::pairing;
  using X = typename parts::operand;
  using operand = typename row_operand<number, X, typename driver::axes, typename driver::links, Policy>::type;
  using inner = typename operand::tree;
  using epilogue = lower_root<E, Axes, root_chain<Axes, Panel>, Policy, Path>;
  using around = typename epilogue::tree;
  using out = typename sink_for<T, Strides>::type;

  static constexpr layout space = space_of<Axes, Panel>();
  static constexpr std::size_t row =
      static_cast<std::size_t>(probe<typename driver::axes, typename driver::links>::loop_axis(parts::axis));
  static constexpr std::ptrdiff_t count = space.extent[row];
  static constexpr bool vectorized = fits_lanes<vector_lanes<number>, around>;

  /// The angles of a position: a row of cosines, then of sines.
  static constexpr layout angle_layout() {
    layout l = layout_from<extents_of<typename driver::axes>>::contiguous();
    for (std::size_t a = 0; a < l.rank; ++a) l.stride[a] = 0;
    l.stride[parts::position] = parts::op_type::row_elements(count);
    l.stride[parts::axis] = 1;
    return through<typename driver::links>(l);
  }
  struct angle_access {
    static constexpr layout value = angle_layout();
  };
  using angles = leaf_of<number, angle_access>;

  static constexpr row_nest plan() {
    stride_table t;
    t.add(out::stride, out::rank);
    inner::collect(t);
    around::collect(t);
    angles::collect(t);
    return plan_rows(space, t, row, Axes::rank);
  }
  static constexpr row_nest chosen = plan();
  struct planned {
    static constexpr nest value = chosen.loops;
  };
  using walked = pair_walk<chosen.along, pairing::neighbours, count, chosen.loops.lane_axis, chosen.loops.row_axis>;
  /// A row; or the rows that stand side by side in the lanes.
  struct each {
    static constexpr double value =
        static_cast<double>(count) * kernel::cost_model::loop_cycles(is_heavy<inner> || is_heavy<around>);
  };
  using work = lane_parts<chosen.along ? 1 : planned::value.lanes, kernel::lanes<number>, each>;
  static constexpr kernel::estimate predict() {
    constexpr tree_cost in = cost_of_tree<inner>::in(space), out_of = cost_of_tree<around>::in(space);
    constexpr double n = static_cast<double>(space.size());
    // Beside the trees: the angles are read, two products and a sum made, and the result written.
    return kernel::estimate_loop<number>(n, in.operations + out_of.operations + 3, in.cycles + out_of.cycles + 3,
                                         in.bytes + out_of.bytes + leaf_bytes<angles>(space) + n * sizeof(T))
        .times(panels_of<Axes, Panel>(space));
  }
  static constexpr kernel::estimate predicted = predict();
  static constexpr cost info =
      operand::info + epilogue::info + cost{.steps = 1, .kernels = rows_bit, .cycles = predicted.cycles()};

  static void prepare(E const& e, context& ctx) {
    static_cast<void>(operand::bind(get<0>(driver::get_from(e).operands), ctx));
    static_cast<void>(epilogue::bind(e, ctx));
  }
  static void run(E const& e, T* dst, context& ctx) {
    rotated_node const& node = driver::get_from(e);
    inner const x = operand::bind(get<0>(node.operands), ctx);
    around const t = epilogue::bind(e, ctx);
    auto const* const table = node.op.table() + start_of<angle_access>(ctx);
    auto const lengths = lengths_along<Axes, Panel>(e, ctx);
    spread<planned, work>(
        ctx, lengths,
        [&lengths](int) {
          return [lengths](std::ptrdiff_t first, std::ptrdiff_t end, inner const& values, angles const& cos,
                           angles const& sin, around const& tree, out const& to) TENON_LAMBDA_INLINE {
            rotate_rows<walked, number>(values, cos, sin, tree, to, work::begin(first),
                                        lengths.template end<planned::value.lane_axis>(work::begin(end)));
          };
        },
        x, angles{table}, angles{table + parts::op_type::sines_at(count)}, t, out{dst});
  }
  static void describe(printer& p, E const& e, std::string_view where) {
    operand::describe(p, get<0>(driver::get_from(e).operands));
    epilogue::describe(p, e);
    p.step("rows", pairing::name, " rotated, ", space.size() / count, " rows of ", count,
           chosen.along ? "" : ", a row in each lane", is_accumulator<around> ? "" : ", with an elementwise epilogue",
           ", ", where);
    p.predict<number>(predicted);
  }
};

TENON_ISA_END
}  // namespace tenon::schedule
