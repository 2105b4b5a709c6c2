// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// How an operand enters a node: an lvalue tensor or a view is borrowed, an rvalue tensor is held by a shared handle, a
// node is copied.

#include <limits>
#include <type_traits>
#include <utility>

#include <tenon/expr/node.hpp>
#include <tenon/tensor/view.hpp>

namespace tenon::detail {

/// An expression as a node.
template <Expression E>
[[nodiscard]] constexpr auto capture(E&& e) {
  using Source = std::remove_cvref_t<E>;
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else if constexpr (is_tensor<Source> && !std::is_lvalue_reference_v<E>) {
    return node::held(Source(std::forward<E>(e)));
  } else if constexpr (InMemory<Source> && has_bounded<shape_of<Source>>) {
    using node =
        node::borrowed<typename Source::value_type, typename Source::shape_type, typename Source::strides_type>;
    if constexpr (is_tensor<Source>)
      return node(e.data(), &e.lengths());
    else
      return node(e.data(), e.lengths());
  } else if constexpr (InMemory<Source>) {
    return node::borrowed<typename Source::value_type, typename Source::shape_type, typename Source::strides_type>(
        e.data());
  } else if constexpr (requires { std::forward<E>(e).as_node(); }) {
    return std::forward<E>(e).as_node();
  } else {
    return Source(std::forward<E>(e));
  }
}

/// The node that an operand becomes.
template <class E>
using captured = decltype(capture(std::declval<E>()));

/// A number in the value type of the tensor that it meets; integers too large for it become the largest.
template <class T, class S>
[[nodiscard]] constexpr T scalar_cast(S number) {
  if constexpr (std::is_integral_v<S> && std::is_integral_v<T> && !std::is_same_v<T, bool> &&
                !std::is_same_v<S, bool>) {
    if (std::cmp_greater(number, std::numeric_limits<T>::max())) return std::numeric_limits<T>::max();
    if (std::cmp_less(number, std::numeric_limits<T>::min())) return std::numeric_limits<T>::min();
  }
  return static_cast<T>(number);
}

/// An operand of an elementwise operation as a node: numbers become constants of type T.
template <class T, class E>
[[nodiscard]] constexpr auto operand(E&& e) {
  if constexpr (Scalar<E>) {
    return node::constant<T>(scalar_cast<T>(e));
  } else {
    return capture(std::forward<E>(e));
  }
}

}  // namespace tenon::detail
