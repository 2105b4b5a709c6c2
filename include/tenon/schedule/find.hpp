// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Looking for the node that drives a loop: the first product (or softmax, or norm) that a tree of elementwise
// operations stands around.

#include <type_traits>

#include <tenon/schedule/contraction.hpp>
#include <tenon/schedule/lower.hpp>

namespace tenon::schedule {

template <class E>
inline constexpr bool is_row_operation = false;
template <class Op, int I, class X>
inline constexpr bool is_row_operation<node::normalized<Op, I, X>> = true;
template <class Op, int I, int P, class X>
inline constexpr bool is_row_operation<node::rotated<Op, I, P, X>> = true;

template <class E>
inline constexpr bool is_softmax = false;
template <int I, class X>
inline constexpr bool is_softmax<node::normalized<op::softmax, I, X>> = true;

template <class E>
struct wants_product : std::bool_constant<is_product<E>> {
  static constexpr bool through_elementwise = true;
};
template <class E>
struct wants_rows : std::bool_constant<is_row_operation<E>> {
  static constexpr bool through_elementwise = true;
};
template <class E>
struct wants_softmax : std::bool_constant<is_softmax<E>> {
  static constexpr bool through_elementwise = false;  // what changes weights is not part of a softmax
};

template <int I, class Path>
struct prepend {
  using type = no_path;
};
template <int I, int... P>
struct prepend<I, ints<P...>> {
  using type = ints<I, P...>;
};

/// The path from E to the first node that is wanted, through elementwise nodes, views that keep every axis, and
/// `unchecked`; a value that is used elsewhere too is not looked into, nor one that is repeated along an axis.
template <class E, class Policy, template <class> class Wants>
struct find_below;

template <class Operands, std::size_t Size, class Policy, template <class> class Wants, int I = 0>
struct find_among {
  using type = no_path;
};
template <class E, class... Rest, std::size_t Size, class Policy, template <class> class Wants, int I>
struct find_among<pack<E, Rest...>, Size, Policy, Wants, I> {
  static constexpr auto look() {
    if constexpr (E::shape_type::size < Size)
      return no_path{};
    else
      return typename find_below<E, Policy, Wants>::type{};
  }
  using here = decltype(look());
  static constexpr auto choose() {
    if constexpr (std::is_same_v<here, no_path>)
      return typename find_among<pack<Rest...>, Size, Policy, Wants, I + 1>::type{};
    else
      return typename prepend<I, here>::type{};
  }
  using type = decltype(choose());
};

template <class Kind>
inline constexpr bool keeps_axes = false;
template <>
inline constexpr bool keeps_axes<node::view::relabeled> = true;
template <class Rotations>
inline constexpr bool keeps_axes<node::view::remembered<Rotations>> = true;
template <int... P>
inline constexpr bool keeps_axes<node::view::permuted<P...>> = true;

template <class E>
inline constexpr bool is_keeping_view = false;
template <class K, class S, class E>
inline constexpr bool is_keeping_view<node::viewed<K, S, E>> = keeps_axes<K>;

template <class E, class Policy, template <class> class Wants>
struct find_below {
  static constexpr auto choose() {
    if constexpr (Wants<E>::value)
      return std::conditional_t<is_private<E, Policy>, ints<>, no_path>{};
    else if constexpr (!is_shared<E, Policy> &&
                       ((kind_of<E> == node_kind::elementwise && Wants<E>::through_elementwise) ||
                        kind_of<E> == node_kind::transparent || is_keeping_view<E>))
      return typename find_among<decltype(E::operands), E::shape_type::size, Policy, Wants>::type{};
    else
      return no_path{};
  }
  using type = decltype(choose());
};

/// The path from the root of a step to what drives its loops.
template <class E, class Policy, template <class> class Wants>
struct find_driver {
  static constexpr auto choose() {
    if constexpr (kind_of<E> == node_kind::elementwise)
      return typename find_among<decltype(E::operands), E::shape_type::size, Policy, Wants>::type{};
    else
      return typename find_below<E, Policy, Wants>::type{};
  }
  using type = decltype(choose());
};

}  // namespace tenon::schedule
