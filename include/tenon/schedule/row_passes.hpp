// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// One row of a softmax or norm, in as few passes as the numbers allow: what can be summed or compared while a row is
// read is; a row that lies in memory is read again from there instead of being copied; the next row is fetched while
// this one is worked on.

#include <limits>

#include <tenon/kernel/cost_model.hpp>
#include <tenon/kernel/exp.hpp>
#include <tenon/kernel/shuffle.hpp>
#include <tenon/schedule/nest.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

/// How rows of `Count` elements are walked: which axis is in the lanes, which is the row's if that is another one
/// (`Along` false: W rows side by side), along which axis the next row lies and into which level of the caches it is
/// fetched (0: not).
template <bool Along, std::ptrdiff_t Count, std::size_t Lane, std::size_t Row, std::size_t Next, int Level>
struct row_walk {
  static constexpr bool along = Along;
  static constexpr std::ptrdiff_t count = Count;
  static constexpr std::size_t lane = Lane;
  static constexpr std::size_t row = Row;
  static constexpr std::size_t next = Next;
  static constexpr int level = Level;
};

namespace detail {

template <int I>
struct number_of_chain {
  static constexpr int value = I;
};

/// f(partial, g, chain) folded over the groups g in two or four chains (one, where f is long: it is compiled for each).
template <int Chains, class V, class F, class Join>
TENON_INLINE V fold_groups(std::ptrdiff_t groups, V const& start, F const& f, Join const& join) {
  V a = start;
  std::ptrdiff_t g = 0;
  std::ptrdiff_t const together = groups / Chains * Chains;
  if constexpr (Chains == 4) {
    V b = start, c = start, d = start;
    for (; g < together; g += 4) {
      a = f(a, g, number_of_chain<0>{});
      b = f(b, g + 1, number_of_chain<1>{});
      c = f(c, g + 2, number_of_chain<2>{});
      d = f(d, g + 3, number_of_chain<3>{});
    }
    a = join(join(a, b), join(c, d));
  } else if constexpr (Chains == 2) {
    V b = start;
    for (; g < together; g += 2) {
      a = f(a, g, number_of_chain<0>{});
      b = f(b, g + 1, number_of_chain<1>{});
    }
    a = join(a, b);
  }
  for (; g < groups; ++g) a = f(a, g, number_of_chain<0>{});
  return a;
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

/// The passes over one row. `Row` gives the groups of W elements: `first(g)` reads group g for the first time,
/// `again(g)` later, `keep(g, v)` puts a value that `kept(g)` reads, `ahead(g, chain)` fetches of the next row; with
/// `tail` > 0 the last group has so many elements, and `first_tail(pad)` reads it.
template <class Op, class T, bool Along, int Chains>
struct row_passes {
  using V = vec<T>;
  static constexpr bool softmax = std::is_same_v<Op, op::softmax>;
  static constexpr bool log_softmax = std::is_same_v<Op, op::log_softmax>;
  static constexpr bool standardize = std::is_same_v<Op, op::standardize>;

  V shift;  // the largest element, or the mean
  V scale;  // what is multiplied by; the logarithm of the sum for log_softmax
  V tail;   // the elements of the last group

  /// The element's part in the result, from the element itself (from its exponential: softmax).
  TENON_INLINE V finish(V x) const {
    if constexpr (log_softmax)
      return (x - shift) - scale;
    else if constexpr (standardize)
      return (x - shift) * scale;
    else
      return x * scale;
  }

  template <class Row>
  TENON_INLINE void run(Row const& row, std::ptrdiff_t groups, int rest, std::ptrdiff_t count, Op const& o) {
    auto const zero = kernel::broadcast<T>(T(0));
    auto const add = [](V const& a, V const& b) TENON_LAMBDA_INLINE { return a + b; };
    if constexpr (softmax || log_softmax) {
      auto const lowest = kernel::broadcast<T>(std::numeric_limits<T>::lowest());
      auto const larger = [](V const& a, V const& b) TENON_LAMBDA_INLINE { return kernel::max<T>(a, b); };
      V m = fold_groups<Chains>(
          groups, lowest,
          [&](V const& a, std::ptrdiff_t g, auto) TENON_LAMBDA_INLINE { return kernel::max<T>(row.first(g), a); },
          larger);
      if (Along && rest != 0) {
        tail = row.first_tail(kernel::broadcast<T>(-std::numeric_limits<T>::infinity()));
        m = kernel::max<T>(tail, m);
      }
      m = largest<Along, T>(m);
      shift = m;
      // The difference from the largest is taken first: m·log2(e) would overflow where m is the lowest number, and
      // m + log(sum) would round away the logarithm where m is large.
      V s = fold_groups<2>(
          groups, zero,
          [&](V const& a, std::ptrdiff_t g, auto chain) TENON_LAMBDA_INLINE {
            row.ahead(g, chain);
            V const e = kernel::exp_short<T>(row.again(g) - m);
            if constexpr (softmax) row.keep(g, e);
            return a + e;
          },
          add);
      if (Along && rest != 0) {
        V const e = kernel::exp_short<T>(tail - m);
        if constexpr (softmax) tail = e;
        s = s + e;
      }
      s = total<Along, T>(s);
      // A row in which everything is masked sums to zero, and gives zeros.
      if constexpr (softmax)
        scale = kernel::select<T>(s == zero, zero, kernel::broadcast<T>(T(1)) / s);
      else
        scale = kernel::select<T>(s == zero, zero, kernel::log<T>(s));
    } else {
      auto const over_count = kernel::broadcast<T>(T(1) / static_cast<T>(count));
      V q = zero;
      if constexpr (standardize) {
        V s = fold_groups<Chains>(
            groups, zero, [&](V const& a, std::ptrdiff_t g, auto) TENON_LAMBDA_INLINE { return a + row.first(g); },
            add);
        if (Along && rest != 0) {
          tail = row.first_tail(zero);
          s = s + tail;
        }
        V const mean = total<Along, T>(s) * over_count;
        shift = mean;
        q = fold_groups<4>(
            groups, zero,
            [&](V const& a, std::ptrdiff_t g, auto chain) TENON_LAMBDA_INLINE {
              row.ahead(g, chain);
              V const d = row.again(g) - mean;
              return kernel::fma<T>(d, d, a);
            },
            add);
        if (Along && rest != 0) {
          V const d = kernel::select<T>(kernel::first_lanes<T>(rest), tail - mean, zero);
          q = kernel::fma<T>(d, d, q);
        }
      } else {
        q = fold_groups<Chains>(
            groups, zero,
            [&](V const& a, std::ptrdiff_t g, auto chain) TENON_LAMBDA_INLINE {
              row.ahead(g, chain);
              V const x = row.first(g);
              return kernel::fma<T>(x, x, a);
            },
            add);
        if (Along && rest != 0) {
          tail = row.first_tail(zero);
          q = kernel::fma<T>(tail, tail, q);
        }
      }
      V const spread = total<Along, T>(q) * over_count + kernel::broadcast<T>(static_cast<T>(o.eps));
      scale = kernel::rsqrt<T>(spread);
    }
  }
};

/// The elements of one row as `row_passes` reads them: an expression, kept in scratch unless it is memory itself.
template <class Walk, class T, bool Keeps, int Late, class Inner>
struct row_source {
  using V = vec<T>;
  using C = vector_lanes<T>;
  static constexpr std::ptrdiff_t w = C::width;
  static constexpr int vectors = static_cast<int>(kernel::cost_model::line_bytes / config::vector_bytes);  // of a line
  Inner const& inner;
  T* scratch;
  std::ptrdiff_t lane;  // the first of the rows in the lanes
  std::ptrdiff_t groups;
  int part;  // elements of the last group (Along), or rows in the lanes if they are not all there

  TENON_INLINE auto point(std::ptrdiff_t g) const {
    if constexpr (Walk::along)
      return at<C, Walk::lane, Walk::row>{0, g * w, 0};
    else
      return at<C, Walk::lane, Walk::row>{g, lane, 0};
  }
  TENON_INLINE auto partial_point(std::ptrdiff_t g) const {
    if constexpr (Walk::along)
      return at<C, Walk::lane, Walk::row, false>{0, g * w, part};
    else
      return at<C, Walk::lane, Walk::row, false>{g, lane, part};
  }
  TENON_INLINE V first(std::ptrdiff_t g) const {
    V x;
    if constexpr (Walk::along) {
      x = inner.read(point(g), nothing{});
    } else {
      if (part != 0)
        x = inner.read(partial_point(g), nothing{});
      else
        x = inner.read(point(g), nothing{});
    }
    if constexpr (Keeps) keep(g, x);
    return x;
  }
  TENON_INLINE V first_tail(V pad) const {
    return kernel::select<T>(kernel::first_lanes<T>(part), inner.read(partial_point(groups), nothing{}), pad);
  }
  TENON_INLINE V again(std::ptrdiff_t g) const {
    if constexpr (Keeps)
      return kept(g);
    else
      return inner.read(point(g), nothing{});
  }
  TENON_INLINE void keep(std::ptrdiff_t g, V x) const { kernel::store<T>(scratch + g * w, x); }
  TENON_INLINE V kept(std::ptrdiff_t g) const { return kernel::load<T>(scratch + g * w); }
  TENON_INLINE void fetch(std::ptrdiff_t g) const { prefetch_next<Walk::next, Walk::level>(inner, point(g)); }
  /// In the last pass but one: all lines of the next row but those that are late.
  template <class Chain>
  TENON_INLINE void ahead(std::ptrdiff_t g, Chain) const {
    if constexpr (Walk::level != 0 && Late < 2 && Chain::value % (vectors << Late) == 0) fetch(g);
  }
  /// While the row is written: the late ones of the lines of groups g to g + 2·vectors − 1.
  TENON_INLINE void ahead_late(std::ptrdiff_t g) const {
    if constexpr (Walk::level != 0 && Late == 2) fetch(g);
    if constexpr (Walk::level != 0 && Late != 0) fetch(g + vectors);
  }
};

}  // namespace detail

/// Is the length of a row a constant? Short rows would be bound by the branches around their loops.
template <class Length>
inline constexpr bool is_constant = true;
template <>
inline constexpr bool is_constant<std::ptrdiff_t> = false;

/// Normalizes one row along the lanes, or up to W rows side by side, and writes it through the tree around it.
template <class Walk, bool AroundCaches, class Op, class T, class Inner, class Around, class Out, class Length>
TENON_INLINE void normalize_row(Inner const& inner, Around const& around, Out const& out, std::ptrdiff_t lane, int part,
                                T* scratch, Op const& o, Length length) {
  using C = vector_lanes<T>;
  using R = typename Out::value_type;
  constexpr std::ptrdiff_t w = C::width;
  constexpr bool in_memory = Walk::along && is_contiguous_leaf<Inner, T, Walk::lane>;
  constexpr std::ptrdiff_t step = Out::stride[Walk::lane];
  std::ptrdiff_t const count = length;
  std::ptrdiff_t const groups = Walk::along ? count / w : count;
  constexpr int late = AroundCaches ? kernel::cost_model::lines_fetched_late(std::is_same_v<Op, op::softmax>,
                                                                             std::is_same_v<Op, op::log_softmax>)
                                    : 0;
  using source = detail::row_source<Walk, T, !in_memory, late, Inner>;
  source const row{inner, scratch, lane, groups, Walk::along ? static_cast<int>(count % w) : part};
  detail::row_passes<Op, T, Walk::along, in_memory ? 4 : 1> passes;
  if constexpr (!is_constant<Length>) passes.tail = kernel::broadcast<T>(T(0));  // (g++ cannot see that it is not read)
  passes.run(row, groups, Walk::along ? static_cast<int>(count % w) : 0, count, o);
  auto const value = [&](std::ptrdiff_t g) TENON_LAMBDA_INLINE {
    if constexpr (std::is_same_v<Op, op::softmax>)
      return passes.finish(row.kept(g));
    else
      return passes.finish(row.again(g));
  };
  auto const write_part = [&](std::ptrdiff_t g, vec<T> y) {
    auto const here = row.partial_point(g);
    C::template store_first<R>(out.p + here.i * Out::stride[Walk::row] + here.j * step, step, around.read(here, y),
                               here.n);
  };
  if constexpr (Walk::along) {
    auto const write = [&](auto const& put) TENON_LAMBDA_INLINE {
      constexpr std::ptrdiff_t together = late == 0 ? 1 : 2 * source::vectors;
      std::ptrdiff_t g = 0;
      for (; g + together <= groups; g += together) {
        row.ahead_late(g);
#pragma GCC unroll 8
        for (std::ptrdiff_t i = 0; i < together; ++i) put(g + i);
      }
      for (; g < groups; ++g) put(g);
    };
    auto const stored = [&](std::ptrdiff_t g) TENON_LAMBDA_INLINE {
      C::template store<R>(out.p + g * w * step, step, around.read(row.point(g), value(g)));
    };
    if constexpr (AroundCaches) {
      auto const streamed = [&](std::ptrdiff_t g) TENON_LAMBDA_INLINE {
        C::template stream<R>(out.p + g * w, around.read(row.point(g), value(g)));
      };
      if (kernel::elements_to_alignment(out.p) == 0)
        write(streamed);
      else
        write(stored);
    } else {
      write(stored);
    }
    if constexpr (Length() % w != 0 || !is_constant<Length>) {
      if (count % w != 0) write_part(groups, passes.finish(passes.tail));
    }
  } else if (part != 0) {
    for (std::ptrdiff_t g = 0; g < groups; ++g) write_part(g, value(g));
  } else {
    for (std::ptrdiff_t g = 0; g < groups; ++g) {
      auto const here = row.point(g);
      C::template store<R>(out.p + here.i * Out::stride[Walk::row] + here.j * step, step, around.read(here, value(g)));
    }
  }
}

/// One row, or all rows that stand side by side in the lanes.
template <class Walk, bool AroundCaches, class Op, class T, class Inner, class Around, class Out, class Length>
TENON_NOINLINE void normalize_rows(Inner inner, Around around, Out out, std::ptrdiff_t first, std::ptrdiff_t lanes,
                                   T* scratch, Op const& o, Length length) {
  if constexpr (Walk::along) {
    normalize_row<Walk, AroundCaches, Op, T>(inner, around, out, 0, 0, scratch, o, length);
  } else {
    constexpr std::ptrdiff_t w = kernel::lanes<T>;
    for (std::ptrdiff_t j = first; j < lanes; j += w)
      normalize_row<Walk, false, Op, T>(inner, around, out, j, static_cast<int>(lanes - j < w ? lanes - j : 0), scratch,
                                        o, length);
  }
}

TENON_ISA_END
}  // namespace tenon::schedule
