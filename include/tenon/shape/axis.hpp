// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// An axis is a name with a length: a template over its length. dim<N> is the axis without a name.

#include <concepts>
#include <cstddef>
#include <type_traits>

namespace tenon {

/// The base of a named axis: `template <std::size_t N> struct seq : tenon::axis<seq, N> {};`.
template <template <std::size_t> class Name, std::size_t N>
struct axis {
  static constexpr std::size_t extent = N;
  /// The identity of the axis, whatever its length; aliases of one axis have one tag.
  using tag = Name<1>;
  /// The same axis with another length.
  template <std::size_t M>
  using with = Name<M>;
};

/// The axis without a name, as in `ndtensor<float, 10, 20>`.
template <std::size_t N>
struct dim {
  static constexpr std::size_t extent = N;
};

/// The identity of an axis of a positional shape: its index, counted from the end when negative.
template <int I>
struct index_tag {
  static constexpr int index = I;
  using tag = index_tag;
};

namespace detail {

template <class A>
inline constexpr bool is_dim = false;
template <std::size_t N>
inline constexpr bool is_dim<dim<N>> = true;

template <class A>
inline constexpr bool is_index_tag = false;
template <int I>
inline constexpr bool is_index_tag<index_tag<I>> = true;

template <class A>
concept NamedAxis = requires {
  typename A::tag;
  { A::extent } -> std::convertible_to<std::size_t>;
};

template <class A>
struct tag_of_axis {
  using type = typename A::tag;
};
template <std::size_t N>
struct tag_of_axis<dim<N>> {
  using type = dim<1>;
};

}  // namespace detail

/// An axis: named (derived from `axis`) or `dim<N>`.
template <class A>
concept Axis = detail::is_dim<A> || detail::NamedAxis<A>;

/// The identity of a named axis, `Name<1>`; `dim<1>` for every nameless axis.
template <class A>
using tag_of = typename detail::tag_of_axis<A>::type;

}  // namespace tenon
