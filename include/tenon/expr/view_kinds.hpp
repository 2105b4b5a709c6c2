// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The ways a node changes a shape without moving an element; each is positional. The schedule turns them into strides.

#include <cstddef>
#include <utility>

#include <tenon/meta/ints.hpp>
#include <tenon/shape/algebra.hpp>

namespace tenon::node::view {

/// The same row-major linear index: split, merge, reshape.
struct reshaped {};

/// Axis j of the result is axis P_j of the operand.
template <int... P>
struct permuted {};

/// The same axes under other names: rename, name_axes, drop_names.
struct relabeled {};

/// The same axes, of which it is known how they were rotated: `Rotations` are tags<turned<Tag, Pairing>...>.
template <class Rotations>
struct remembered {};

/// Axis I from Begin on; the length is in the result's shape.
template <int I, int Begin>
struct sliced {};

/// Axis j of the result is axis M_j of the operand, or a new one where M_j is −1 (or the operand's has length 1).
template <int... M>
struct expanded {};

}  // namespace tenon::node::view

namespace tenon::detail {

/// The view kind of an order of axes.
template <class Order>
struct permuted_by;
template <int... P>
struct permuted_by<ints<P...>> {
  using type = node::view::permuted<P...>;
};

/// The view kind of a broadcast: by name, or aligned at the last axis (an axis of length 1 counts as new).
template <class From, class To, class Sequence = std::make_index_sequence<To::rank>>
struct expanded_positions;
template <class From, class To, std::size_t... J>
struct expanded_positions<From, To, std::index_sequence<J...>> {
  static constexpr int at(std::size_t j) {
    std::size_t const missing = To::rank - From::rank;
    if (j < missing || extent_list<From>::value[j - missing] != extent_list<To>::value[j]) return -1;
    return static_cast<int>(j - missing);
  }
  static constexpr int place(std::size_t j, int by_name) { return all_named<To> ? by_name : at(j); }
  using type = node::view::expanded<place(J, index_of<From, tag_at<To, J>>)...>;
};

/// The view kind of a vector along axis I of a shape.
template <class Shape, int I, class Sequence = std::make_integer_sequence<int, static_cast<int>(Shape::rank)>>
struct expanded_along;
template <class Shape, int I, int... J>
struct expanded_along<Shape, I, std::integer_sequence<int, J...>> {
  using type = node::view::expanded<(J == I ? 0 : -1)...>;
};

/// The free axes of an operand; a number has none.
template <class E>
struct free_or_none {
  using type = typename std::remove_cvref_t<E>::free_axes;
};
template <class E>
  requires std::is_arithmetic_v<std::remove_cvref_t<E>>
struct free_or_none<E> {
  using type = tags<>;
};

/// The shape of an operand; a number has no axes.
template <class E>
struct shape_or_none_of {
  using type = shape_of<E>;
};
template <class E>
  requires std::is_arithmetic_v<std::remove_cvref_t<E>>
struct shape_or_none_of<E> {
  using type = shape<>;
};
template <class E>
using shape_or_none = typename shape_or_none_of<E>::type;

}  // namespace tenon::detail
