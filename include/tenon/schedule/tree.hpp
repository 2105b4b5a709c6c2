// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A lowered value: a small tree of pointers with static steps and elementwise operations, read at (row i, lane j) of a
// loop nest. Names, views and broadcasting are gone; kernels see such a tree as a function object and nothing more.

#include <tuple>
#include <utility>

#include <tenon/config.hpp>
#include <tenon/expr/node.hpp>
#include <tenon/meta/pack.hpp>
#include <tenon/schedule/access.hpp>
#include <tenon/schedule/apply.hpp>
#include <tenon/schedule/lanes.hpp>
#include <tenon/schedule/policy.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

/// "No such axis": a loop nest without rows, or without lanes.
inline constexpr std::size_t no_axis = max_rank;

/// A point of a loop nest: row i, first lane j, and with `Full` false only n lanes.
template <class C, std::size_t Lane, std::size_t Row, bool Full = true>
struct at {
  using lanes = C;
  static constexpr std::size_t lane_axis = Lane;
  static constexpr std::size_t row_axis = Row;
  static constexpr bool full = Full;
  std::ptrdiff_t i;
  std::ptrdiff_t j;
  int n;
  TENON_INLINE auto which() const {
    if constexpr (Full)
      return every_lane{};
    else
      return lane_range{0, n};
  }
};

/// The same with all lanes readable, of which only some hold elements.
template <class C, std::size_t Lane, std::size_t Row>
struct at_some : at<C, Lane, Row> {
  lane_range elements;
  TENON_INLINE lane_range which() const { return elements; }
};

/// The steps of everything a loop nest touches: what may be collapsed, and where lanes are contiguous.
struct stride_table {
  static constexpr std::size_t capacity = 24;
  std::ptrdiff_t stride[capacity][max_rank + 1] = {};
  std::size_t count = 0;

  constexpr void add(std::ptrdiff_t const* steps, std::size_t rank) {
    if (count == capacity) return;
    for (std::size_t a = 0; a < rank; ++a) stride[count][a] = steps[a];
    ++count;
  }
  /// Full tables cannot vouch for what they did not record.
  constexpr bool complete() const { return count < capacity; }
};

/// A value in memory: `p` and one step per axis of the loop space.
template <class T, std::ptrdiff_t... S>
struct leaf {
  using value_type = T;
  static constexpr std::size_t rank = sizeof...(S);
  static constexpr std::ptrdiff_t stride[max_rank + 1] = {S...};
  T const* p;

  template <std::size_t Axis>
  TENON_INLINE void advance(std::ptrdiff_t n) {
    p += n * stride[Axis];
  }
  static constexpr bool varies(std::size_t axis) { return stride[axis] != 0; }
  static constexpr void collect(stride_table& t) { t.add(stride, rank); }

  template <class At, class Acc>
  TENON_INLINE auto read(At const& at, Acc const&) const {
    using C = typename At::lanes;
    T const* q = p + at.i * stride[At::row_axis];
    constexpr std::ptrdiff_t step = stride[At::lane_axis];
    if constexpr (step == 0) {
      return C::template broadcast<T>(*q);
    } else if constexpr (step == 1) {
      if constexpr (At::full)
        return C::template load<T>(q + at.j);
      else
        return C::template load_first<T>(q + at.j, at.n);
    } else {
      if constexpr (At::full)
        return C::template load_strided<T>(q + at.j * step, step);
      else
        return C::template load_strided_first<T>(q + at.j * step, step, at.n);
    }
  }
};

/// The index along an axis: a leaf whose memory is the integers.
template <std::ptrdiff_t... S>
struct index_leaf {
  using value_type = int;
  static constexpr std::size_t rank = sizeof...(S);
  static constexpr std::ptrdiff_t stride[max_rank + 1] = {S...};
  std::ptrdiff_t base;

  template <std::size_t Axis>
  TENON_INLINE void advance(std::ptrdiff_t n) {
    base += n * stride[Axis];
  }
  static constexpr bool varies(std::size_t axis) { return stride[axis] != 0; }
  static constexpr void collect(stride_table& t) { t.add(stride, rank); }

  template <class At, class Acc>
  TENON_INLINE auto read(At const& at, Acc const&) const {
    using C = typename At::lanes;
    constexpr std::ptrdiff_t step = stride[At::lane_axis];
    auto const first = static_cast<int>(base + at.i * stride[At::row_axis] + at.j * step);
    if constexpr (step == 0)
      return C::template broadcast<int>(first);
    else
      return C::indices(first, static_cast<int>(step));
  }
};

/// One value for the whole loop.
template <class T>
struct fixed {
  using value_type = T;
  T value;
  template <std::size_t Axis>
  TENON_INLINE void advance(std::ptrdiff_t) {}
  static constexpr bool varies(std::size_t) { return false; }
  static constexpr void collect(stride_table&) {}
  template <class At, class Acc>
  TENON_INLINE auto read(At const&, Acc const&) const {
    return At::lanes::template broadcast<T>(value);
  }
};

/// Lanes computed earlier, when everything they depend on was known.
template <class T, class V>
struct staged {
  using value_type = T;
  V value;
  static constexpr bool varies(std::size_t) { return false; }
  template <class At, class Acc>
  TENON_INLINE V read(At const&, Acc const&) const {
    return value;
  }
};

/// The result of the loop's own product, reduction or normalization, handed in by the kernel.
template <class T>
struct accumulator {
  using value_type = T;
  template <std::size_t Axis>
  TENON_INLINE void advance(std::ptrdiff_t) {}
  static constexpr bool varies(std::size_t) { return false; }
  static constexpr void collect(stride_table&) {}
  template <class At, class Acc>
  TENON_INLINE Acc read(At const&, Acc const& acc) const {
    return acc;
  }
};

/// An elementwise operation on lowered values.
template <class Op, class T, class... Children>
struct applied {
  using value_type = T;
  [[no_unique_address]] Op op;
  pack<Children...> children;

  template <std::size_t Axis>
  TENON_INLINE void advance(std::ptrdiff_t n) {
    each([n](auto& c) { c.template advance<Axis>(n); }, std::index_sequence_for<Children...>{});
  }
  static constexpr bool varies(std::size_t axis) { return (Children::varies(axis) || ...); }
  static constexpr void collect(stride_table& t) { (Children::collect(t), ...); }

  template <class At, class Acc>
  TENON_INLINE auto read(At const& at, Acc const& acc) const {
    return read_children(at, acc, std::index_sequence_for<Children...>{});
  }

 private:
  template <class F, std::size_t... I>
  TENON_INLINE void each(F f, std::index_sequence<I...>) {
    (f(get<I>(children)), ...);
  }
  template <class At, class Acc, std::size_t... I>
  TENON_INLINE auto read_children(At const& at, Acc const& acc, std::index_sequence<I...>) const {
    using C = typename At::lanes;
    return apply<C, T, typename Children::value_type...>(at.which(), op, get<I>(children).read(at, acc)...);
  }
};

// a·b + c is one instruction. g++ contracts by itself, clang does not, so the tree does.
template <class T, class A, class B, class D>
struct applied<op::add, T, applied<op::multiply, T, A, B>, D> {
  using value_type = T;
  using product = applied<op::multiply, T, A, B>;
  [[no_unique_address]] op::add op;
  pack<product, D> children;

  template <std::size_t Axis>
  TENON_INLINE void advance(std::ptrdiff_t n) {
    get<0>(children).template advance<Axis>(n);
    get<1>(children).template advance<Axis>(n);
  }
  static constexpr bool varies(std::size_t axis) { return product::varies(axis) || D::varies(axis); }
  static constexpr void collect(stride_table& t) {
    product::collect(t);
    D::collect(t);
  }
  template <class At, class Acc>
  TENON_INLINE auto read(At const& at, Acc const& acc) const {
    using C = typename At::lanes;
    auto const& factors = get<0>(children).children;
    auto const a = get<0>(factors).read(at, acc);
    auto const b = get<1>(factors).read(at, acc);
    auto const d = get<1>(children).read(at, acc);
    if constexpr (std::is_floating_point_v<T>)
      return C::multiply_add(a, b, d);
    else
      return apply<C, T, T, T>(at.which(), op, apply<C, T, T, T>(at.which(), op::multiply{}, a, b), d);
  }
};

/// The same operation on what `change` makes of each operand.
template <class Op, class T, class... Children, class F, std::size_t... I>
TENON_INLINE auto with_operands(applied<Op, T, Children...> const& x, F const& change, std::index_sequence<I...>) {
  using tree = applied<Op, T, decltype(change(get<I>(x.children)))...>;
  return tree{x.op,
              pack<decltype(change(get<I>(x.children)))...>(
                  tenon::detail::generate_t{}, [&](auto i) TENON_LAMBDA_INLINE { return change(get<i>(x.children)); })};
}

/// Asks for what the tree reads some elements along the lanes after `here` (or one step of `Axis` further), into a
/// level of the caches. Only leaves that lie along the lanes: the lines of others are not those of the point.
template <std::size_t Axis, int Level, class At, class Tree>
TENON_INLINE void prefetch_next(Tree const&, At const&, std::ptrdiff_t = 0) {}
template <std::size_t Axis, int Level, class At, class T, std::ptrdiff_t... S>
TENON_INLINE void prefetch_next(leaf<T, S...> const& x, At const& here, std::ptrdiff_t elements = 0) {
  using tree = leaf<T, S...>;
  if constexpr (tree::stride[At::lane_axis] == 1 && (Axis == no_axis || tree::stride[Axis] != 0))
    kernel::prefetch<Level>(x.p, (here.j + tree::stride[Axis] + elements) * static_cast<std::ptrdiff_t>(sizeof(T)));
}
template <std::size_t Axis, int Level, class At, class Op, class T, class... Children>
TENON_INLINE void prefetch_next(applied<Op, T, Children...> const& x, At const& here, std::ptrdiff_t elements = 0) {
  [&]<std::size_t... I>(std::index_sequence<I...>) TENON_LAMBDA_INLINE {
    (prefetch_next<Axis, Level>(get<I>(x.children), here, elements), ...);
  }
  (std::index_sequence_for<Children...>{});
}

template <class T>
inline constexpr bool is_accumulator = false;
template <class T>
inline constexpr bool is_accumulator<accumulator<T>> = true;

/// Is the tree a value of T in memory, contiguous along an axis, so that reading it again is a load?
template <class Tree, class T, std::size_t Lane>
inline constexpr bool is_contiguous_leaf = false;
template <class T, std::ptrdiff_t... S, std::size_t Lane>
inline constexpr bool is_contiguous_leaf<leaf<T, S...>, T, Lane> = leaf<T, S...>::stride[Lane] == 1;

template <class Tree>
inline constexpr bool has_accumulator = is_accumulator<Tree>;
template <class Op, class T, class... Children>
inline constexpr bool has_accumulator<applied<Op, T, Children...>> = (has_accumulator<Children> || ...);

/// Has the tree an operation that takes many instructions, so that it is worth compiling few times?
template <class Tree>
inline constexpr bool is_heavy = false;
template <class Op, class T, class... Children>
inline constexpr bool is_heavy<applied<Op, T, Children...>> = !is_cheap_op<Op> || (is_heavy<Children> || ...);

/// Every value type in the tree is in the list the lanes of C can hold.
template <class C, class Tree>
inline constexpr bool fits_lanes = C::template holds<typename Tree::value_type>;
template <class C, class Op, class T, class... Children>
inline constexpr bool fits_lanes<C, applied<Op, T, Children...>> = C::template holds<T> &&
                                                                   (fits_lanes<C, Children> && ...);

template <class U, class Tree>
inline constexpr bool mentions_type = std::is_same_v<typename Tree::value_type, U>;
template <class U, class Op, class T, class... Children>
inline constexpr bool mentions_type<U, applied<Op, T, Children...>> = std::is_same_v<T, U> ||
                                                                      (mentions_type<U, Children> || ...);

/// The lanes a tree is computed in: vectors of float or of double where all its types fit, else one element at a time.
template <class... Trees>
using lanes_for = std::conditional_t<
    (fits_lanes<vector_lanes<float>, Trees> && ...), vector_lanes<float>,
    std::conditional_t<(fits_lanes<vector_lanes<double>, Trees> && ...), vector_lanes<double>, scalar_lanes>>;

TENON_ISA_END
}  // namespace tenon::schedule
