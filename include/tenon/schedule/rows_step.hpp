// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Softmax and norms: a row is computed once into scratch (whatever expression makes it), normalized there, and written
// through the tree around it. Rows lie along the lanes, or lanes hold one row each where another axis is contiguous.

#include <limits>

#include <tenon/kernel/shuffle.hpp>
#include <tenon/schedule/loop_step.hpp>
#include <tenon/schedule/operand.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

namespace detail {

/// e^x for x ≤ 0, in the shorter exponential; what is below 2^−126 is exactly zero.
template <class T>
TENON_INLINE vec<T> exp_below_one(vec<T> x) {
  vec<T> const t = x * kernel::broadcast<T>(T(1.4426950408889634074L));
  vec<T> const floor = kernel::broadcast<T>(std::is_same_v<T, float> ? T(-126) : T(-1022));
  // NaN stays NaN: it passes the maximum, being the second operand, and is not below the floor.
  vec<T> const power = kernel::exp2_short<T>(kernel::max<T>(floor, t));
  return kernel::select<T>(t < floor, kernel::broadcast<T>(T(0)), power);
}

/// Lanes that meet (a row along the lanes), or each on its own (a row in each lane).
template <bool Along, class T>
TENON_INLINE vec<T> total(vec<T> x) {
  if constexpr (Along)
    return kernel::broadcast<T>(kernel::reduce_add<T>(x));
  else
    return x;
}
template <bool Along, class T>
TENON_INLINE vec<T> largest(vec<T> x) {
  if constexpr (Along)
    return kernel::broadcast<T>(kernel::reduce_max<T>(x));
  else
    return x;
}

/// Normalizes `groups` vectors of scratch in place, the last one holding `tail` elements (0: all); returns what each
/// element is still to be multiplied by (softmax, norms) or reduced by (log_softmax).
template <bool Along, class Op, class T>
TENON_NOINLINE vec<T> normalize(T* x, std::ptrdiff_t groups, int tail, std::ptrdiff_t count, Op const& o) {
  constexpr std::ptrdiff_t w = kernel::lanes<T>;
  auto const zero = kernel::broadcast<T>(T(0));
  auto const inside = [=](std::ptrdiff_t g, vec<T> v, vec<T> pad) TENON_LAMBDA_INLINE {
    return Along && tail != 0 && g == groups - 1 ? kernel::select<T>(kernel::first_lanes<T>(tail), v, pad) : v;
  };
  if constexpr (std::is_same_v<Op, op::softmax> || std::is_same_v<Op, op::log_softmax>) {
    auto const lowest = kernel::broadcast<T>(std::numeric_limits<T>::lowest());
    if constexpr (Along)
      if (tail != 0)
        kernel::store<T>(x + (groups - 1) * w, inside(groups - 1, kernel::load<T>(x + (groups - 1) * w),
                                                      kernel::broadcast<T>(-std::numeric_limits<T>::infinity())));
    vec<T> m0 = lowest, m1 = lowest, m2 = lowest, m3 = lowest;
    std::ptrdiff_t g = 0;
    for (; g + 4 <= groups; g += 4) {
      m0 = kernel::max<T>(kernel::load<T>(x + g * w), m0);
      m1 = kernel::max<T>(kernel::load<T>(x + (g + 1) * w), m1);
      m2 = kernel::max<T>(kernel::load<T>(x + (g + 2) * w), m2);
      m3 = kernel::max<T>(kernel::load<T>(x + (g + 3) * w), m3);
    }
    for (; g < groups; ++g) m0 = kernel::max<T>(kernel::load<T>(x + g * w), m0);
    vec<T> const m = largest<Along, T>(kernel::max<T>(kernel::max<T>(m0, m1), kernel::max<T>(m2, m3)));
    constexpr bool keep = std::is_same_v<Op, op::softmax>;
    // The difference from the largest is taken first, and kept by log_softmax: m + log(sum) would round away the
    // logarithm where m is large, and m·log2(e) overflow where it is the lowest number.
    auto const power = [m](T* at) {
      vec<T> const below = kernel::load<T>(at) - m;
      vec<T> const e = exp_below_one<T>(below);
      kernel::store<T>(at, keep ? e : below);
      return e;
    };
    vec<T> s0 = zero, s1 = zero;
    for (g = 0; g + 2 <= groups; g += 2) {
      s0 = s0 + power(x + g * w);
      s1 = s1 + power(x + (g + 1) * w);
    }
    if (g < groups) s0 = s0 + power(x + g * w);
    vec<T> const s = total<Along, T>(s0 + s1);
    if constexpr (keep) {
      // A row in which everything is masked sums to zero, and gives zeros.
      return kernel::select<T>(s == zero, zero, kernel::broadcast<T>(T(1)) / s);
    } else {
      return kernel::select<T>(s == zero, zero, kernel::log<T>(s));
    }
  } else {
    auto const over_count = kernel::broadcast<T>(T(1) / static_cast<T>(count));
    // Whole vectors two at a time, then what is left: at most one whole and one partial vector.
    std::ptrdiff_t const even = (groups - (tail != 0 ? 1 : 0)) / 2 * 2;
    vec<T> q0 = zero, q1 = zero;
    if constexpr (std::is_same_v<Op, op::standardize>) {
      vec<T> s0 = zero, s1 = zero;
      for (std::ptrdiff_t g = 0; g < even; g += 2) {
        s0 = s0 + kernel::load<T>(x + g * w);
        s1 = s1 + kernel::load<T>(x + (g + 1) * w);
      }
      for (std::ptrdiff_t g = even; g < groups; ++g) s0 = s0 + inside(g, kernel::load<T>(x + g * w), zero);
      vec<T> const mean = total<Along, T>(s0 + s1) * over_count;
      for (std::ptrdiff_t g = 0; g < even; g += 2) {
        vec<T> const a = kernel::load<T>(x + g * w) - mean, b = kernel::load<T>(x + (g + 1) * w) - mean;
        kernel::store<T>(x + g * w, a);
        kernel::store<T>(x + (g + 1) * w, b);
        q0 = kernel::fma<T>(a, a, q0);
        q1 = kernel::fma<T>(b, b, q1);
      }
      for (std::ptrdiff_t g = even; g < groups; ++g) {
        vec<T> const a = inside(g, kernel::load<T>(x + g * w) - mean, zero);
        kernel::store<T>(x + g * w, a);
        q0 = kernel::fma<T>(a, a, q0);
      }
    } else {
      for (std::ptrdiff_t g = 0; g < even; g += 2) {
        vec<T> const a = kernel::load<T>(x + g * w), b = kernel::load<T>(x + (g + 1) * w);
        q0 = kernel::fma<T>(a, a, q0);
        q1 = kernel::fma<T>(b, b, q1);
      }
      for (std::ptrdiff_t g = even; g < groups; ++g) {
        vec<T> const a = inside(g, kernel::load<T>(x + g * w), zero);
        q0 = kernel::fma<T>(a, a, q0);
      }
    }
    vec<T> const spread = total<Along, T>(q0 + q1) * over_count + kernel::broadcast<T>(static_cast<T>(o.eps));
    return kernel::rsqrt<T>(spread);
  }
}

}  // namespace detail

/// One row along the lanes, or up to W rows side by side (`Along` false: Row is the normalized axis).
template <bool Along, std::size_t Lane, std::size_t Row, class Op, class T, class Inner, class Around, class Out>
TENON_INLINE void normalize_row(Inner const& inner, Around const& around, Out const& out, std::ptrdiff_t j0,
                                int lanes_left, std::ptrdiff_t count, T* scratch, Op const& o) {
  using C = vector_lanes<T>;
  using R = typename Out::value_type;
  constexpr std::ptrdiff_t w = C::width;
  std::ptrdiff_t const groups = Along ? (count + w - 1) / w : count;
  int const tail = Along ? static_cast<int>(count % w) : 0;
  // The lanes of group g: along the row, or the same rows at its next element.
  auto const visit = [&](std::ptrdiff_t g, auto const& full, auto const& part) {
    if constexpr (Along) {
      if (tail != 0 && g == groups - 1)
        part(at<C, Lane, Row, false>{0, g * w, tail});
      else
        full(at<C, Lane, Row>{0, g * w, 0});
    } else {
      if (lanes_left < w)
        part(at<C, Lane, Row, false>{g, j0, lanes_left});
      else
        full(at<C, Lane, Row>{g, j0, 0});
    }
  };
  for (std::ptrdiff_t g = 0; g < groups; ++g) {
    auto const read = [&](auto const& here) { kernel::store<T>(scratch + g * w, inner.read(here, nothing{})); };
    visit(g, read, read);
  }
  vec<T> const by = detail::normalize<Along, Op, T>(scratch, groups, tail, count, o);
  for (std::ptrdiff_t g = 0; g < groups; ++g) {
    vec<T> const x = kernel::load<T>(scratch + g * w);
    vec<T> y;
    if constexpr (std::is_same_v<Op, op::log_softmax>)
      y = x - by;
    else
      y = x * by;
    visit(
        g,
        [&](auto const& here) {
          C::template store<R>(out.p + here.i * Out::stride[Row] + here.j * Out::stride[Lane], Out::stride[Lane],
                               around.read(here, y));
        },
        [&](auto const& here) {
          C::template store_first<R>(out.p + here.i * Out::stride[Row] + here.j * Out::stride[Lane], Out::stride[Lane],
                                     around.read(here, y), here.n);
        });
  }
}

template <bool Along, std::size_t Lane, std::size_t Row, class Op, class T, class Inner, class Around, class Out>
TENON_NOINLINE void normalize_rows(Inner inner, Around around, Out out, std::ptrdiff_t first, std::ptrdiff_t lanes,
                                   std::ptrdiff_t count, T* scratch, Op const& o) {
  if constexpr (Along) {
    normalize_row<true, Lane, Row, Op, T>(inner, around, out, 0, 0, count, scratch, o);
  } else {
    constexpr std::ptrdiff_t w = kernel::lanes<T>;
    for (std::ptrdiff_t j = first; j < lanes; j += w)
      normalize_row<false, Lane, Row, Op, T>(inner, around, out, j, static_cast<int>(lanes - j < w ? lanes - j : w),
                                             count, scratch, o);
  }
}

template <class Node>
struct row_operation;
template <class Op, int I, class X>
struct row_operation<node::normalized<Op, I, X>> {
  using op_type = Op;
  using operand = X;
  static constexpr std::size_t axis = static_cast<std::size_t>(I);
};

template <class E, class Axes, class Panel, class Policy, class Strides, class Path>
struct rows_step {
  using T = typename E::value_type;
  using driver = follow<E, Axes, root_chain<Axes, Panel>, Path>;
  using row_node = typename driver::node_type;
  using number = typename row_node::value_type;
  using parts = row_operation<row_node>;
  using X = typename parts::operand;
  // A row of mixed types is computed before, one element at a time.
  static constexpr auto choose_operand() {
    using direct = lower<X, typename driver::axes, typename driver::links, Policy>;
    if constexpr (fits_lanes<vector_lanes<number>, typename direct::tree>)
      return std::type_identity<direct>{};
    else
      return std::type_identity<stored_value<X, typename driver::axes, typename driver::links, Policy>>{};
  }
  using operand = typename decltype(choose_operand())::type;
  using inner = typename operand::tree;
  using epilogue = lower_root<E, Axes, root_chain<Axes, Panel>, Policy, Path>;
  using around = typename epilogue::tree;
  using out = typename sink_for<T, Strides>::type;

  static constexpr layout space = space_of<Axes, Panel>();
  static constexpr std::size_t row =
      static_cast<std::size_t>(probe<typename driver::axes, typename driver::links>::loop_axis(parts::axis));
  static constexpr std::ptrdiff_t count = space.extent[row];
  static constexpr bool vectorized = fits_lanes<vector_lanes<number>, around>;

  struct choice {
    bool along = true;
    nest loops;
  };
  static constexpr choice plan() {
    stride_table t;
    t.add(out::stride, out::rank);
    inner::collect(t);
    around::collect(t);
    choice c;
    bool others[max_rank] = {};
    for (std::size_t a = 0; a < space.rank; ++a) others[a] = a != row && a < Axes::rank;
    std::size_t const lane = choose_lane(space, t, others);
    auto const contiguous = [&](std::size_t a) {
      int n = 0;
      for (std::size_t m = 0; m < t.count; ++m) n += t.stride[m][a] == 1;
      return n;
    };
    c.along = lane == no_axis || contiguous(row) >= contiguous(lane) || contiguous(lane) == 0;
    c.loops.taken[row] = true;
    if (c.along) {
      c.loops.lane_axis = row;
    } else {
      c.loops.row_axis = row;
      c.loops.lane_axis = lane;
      c.loops.lanes = c.loops.gather(lane, space, t, others);
    }
    c.loops.finish(space, t);
    return c;
  }
  static constexpr choice chosen = plan();
  struct planned {
    static constexpr nest value = chosen.loops;
  };
  static constexpr std::size_t scratch_elements = static_cast<std::size_t>(
      chosen.along ? (count + kernel::lanes<number> - 1) / kernel::lanes<number> * kernel::lanes<number>
                   : count * kernel::lanes<number>);
  /// A row; or the rows that stand side by side in the lanes.
  struct each {
    static constexpr double value =
        static_cast<double>(count) * kernel::cost_model::row_cycles(is_heavy<inner> || is_heavy<around>);
  };
  using work = lane_parts<chosen.along ? 1 : planned::value.lanes, kernel::lanes<number>, each>;
  static constexpr kernel::estimate predict() {
    constexpr layout results = space_of<Axes, Panel>();
    constexpr tree_cost in = cost_of_tree<inner>::in(results), out_of = cost_of_tree<around>::in(results);
    // The row is computed, looked at, exponentiated or squared, and written: three passes of a load each.
    constexpr double passes = std::is_same_v<typename parts::op_type, op::softmax> ? op_cycles<op::exp> + 4 : 4;
    constexpr double n = static_cast<double>(results.size());
    return kernel::estimate_loop<number>(n, in.operations + out_of.operations + 5, in.cycles + out_of.cycles + passes,
                                         in.bytes + out_of.bytes + n * sizeof(T))
        .times(panels_of<Axes, Panel>(results));
  }
  static constexpr kernel::estimate predicted = predict();
  static constexpr cost info = operand::info + epilogue::info +
                               cost{.steps = 1,
                                    .scratch_bytes = scratch_elements * sizeof(number),
                                    .kernels = rows_bit,
                                    .cycles = predicted.cycles()};

  static void run(E const& e, T* dst, context& ctx) {
    row_node const& node = driver::get_from(e);
    inner const x = operand::bind(get<0>(node.operands), ctx);
    around const t = epilogue::bind(e, ctx);
    auto const o = node.op;
    spread<planned, work>(
        ctx,
        [&ctx, &o](int worker) {
          return [scratch = ctx.scratch_of<number>(worker), &o](std::ptrdiff_t first, std::ptrdiff_t end,
                                                                inner const& values, around const& tree,
                                                                out const& to) TENON_LAMBDA_INLINE {
            normalize_rows<chosen.along, planned::value.lane_axis, planned::value.row_axis, typename parts::op_type,
                           number>(values, tree, to, work::begin(first), work::begin(end), count, scratch, o);
          };
        },
        x, t, out{dst});
  }
  static void describe(printer& p, E const& e, std::string_view where) {
    operand::describe(p, get<0>(driver::get_from(e).operands));
    epilogue::describe(p, e);
    p.step("rows", parts::op_type::name, " of ", space.size() / count, " rows of ", count,
           chosen.along ? "" : ", a row in each lane", is_accumulator<around> ? "" : ", with an elementwise epilogue",
           ", ", where);
    p.predict<number>(predicted);
  }
};

TENON_ISA_END
}  // namespace tenon::schedule
