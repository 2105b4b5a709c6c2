// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// May a value be computed for a block of one of its axes alone? Not along an axis that it normalizes or joins.

#include <tenon/schedule/contraction.hpp>
#include <tenon/schedule/panel.hpp>
#include <tenon/schedule/policy.hpp>

namespace tenon::schedule {

template <class E, class Axes, std::size_t I>
struct restriction {
  static constexpr bool possible = true;  // leaves, constants, positions
};
template <class E, class Axes, std::size_t I>
inline constexpr bool restrictable = restriction<E, Axes, I>::possible;

/// The operand's axis that is axis I of the node, by a map from the node's axes; absent axes restrict nothing.
template <class X, class XAxes, int Index>
inline constexpr bool restrictable_at = [] {
  if constexpr (Index < 0)
    return true;
  else
    return restrictable<X, XAxes, static_cast<std::size_t>(Index)>;
}();

template <class Op, class T, class S, class... Es, class Axes, std::size_t I>
struct restriction<node::mapped<Op, T, S, Es...>, Axes, I> {
  template <class X, class XAxes>
  static constexpr bool part = restrictable_at<X, XAxes, axis_map<Axes, XAxes>::template at<I>()>;
  static constexpr bool possible = (part<Es, shape_within<Axes, Es>> && ...);
};

template <class K, class S, class X, class Axes, std::size_t I>
struct restriction<node::viewed<K, S, X>, Axes, I> {
  using inner = typename X::shape_type;
  using seen = probe<inner, chain<link<K, extents_of<Axes>>>>;
  static constexpr bool look() {
    if constexpr (X::free_axes::size != 0) {
      return true;
    } else {
      for (std::size_t a = 0; a < inner::rank; ++a) {
        if (seen::units.of[a].stride[I] == 0) continue;
        if (seen::loop_axis(a) != static_cast<int>(I) || seen::units.of[a].offset != 0) return false;
      }
      return true;
    }
  }
  static constexpr int inner_axis() {
    for (std::size_t a = 0; a < inner::rank; ++a)
      if (seen::units.of[a].stride[I] != 0) return static_cast<int>(a);
    return -1;
  }
  static constexpr bool possible = [] {
    if constexpr (X::free_axes::size != 0)
      return true;
    else if constexpr (!look())
      return false;
    else
      return restrictable_at<X, inner, inner_axis()>;
  }();
};

template <class Map, std::size_t I>
inline constexpr int map_at = -1;
template <int... M, std::size_t I>
inline constexpr int map_at<ints<M...>, I> = [] {
  constexpr int map[] = {M..., -1};
  return map[I];
}();

template <class E, class Axes, std::size_t I>
  requires is_product<E>
struct restriction<E, Axes, I> {
  using parts = contraction<E>;
  using A = typename parts::A;
  using B = typename parts::B;
  static constexpr bool possible = restrictable_at<A, typename A::shape_type, map_at<typename parts::a_map, I>> &&
                                   restrictable_at<B, typename B::shape_type, map_at<typename parts::b_map, I>>;
};

template <class Op, int N, class X, class Axes, std::size_t I>
struct restriction<node::normalized<Op, N, X>, Axes, I> {
  static constexpr bool possible = static_cast<int>(I) != N && restrictable<X, Axes, I>;
};

template <class Op, int N, int P, class X, class Axes, std::size_t I>
struct restriction<node::rotated<Op, N, P, X>, Axes, I> {
  static constexpr bool possible = static_cast<int>(I) != N && restrictable<X, Axes, I>;
};

template <class Op, class T, class S, int... R, class X, class Axes, std::size_t I>
struct restriction<node::reduced<Op, T, S, ints<R...>, X>, Axes, I> {
  static constexpr std::size_t inner_axis() {
    std::size_t a = 0, kept = 0;
    for (;; ++a) {
      if (((static_cast<int>(a) == R) || ...)) continue;
      if (kept++ == I) return a;
    }
  }
  static constexpr bool possible = restrictable<X, typename X::shape_type, inner_axis()>;
};

template <class S, int N, class... Es, class Axes, std::size_t I>
struct restriction<node::concatenated<S, N, Es...>, Axes, I> {
  static constexpr bool possible =
      static_cast<int>(I) != N &&
      (restrictable_at<Es, typename Es::shape_type, axis_map<S, typename Es::shape_type>::template at<I>()> && ...);
};

// Rows that are looked up: the table is read by any of them.
template <class S, int N, class Table, class Ids, class Axes, std::size_t I>
struct restriction<node::taken<S, N, Table, Ids>, Axes, I> {
  static constexpr bool possible = kind_of<Table> == node_kind::leaf && kind_of<Ids> == node_kind::leaf;
};

template <class X, class Axes, std::size_t I>
struct restriction<node::materialized<X>, Axes, I> : restriction<X, Axes, I> {};
template <class X, class Axes, std::size_t I>
struct restriction<node::unchecked<X>, Axes, I> : restriction<X, Axes, I> {};

}  // namespace tenon::schedule
