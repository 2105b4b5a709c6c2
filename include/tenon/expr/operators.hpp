// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The operators: + − * / and comparisons, && || !. Each makes a node; nothing is computed yet.

#include <tenon/expr/value_types.hpp>

namespace tenon {

/// The sum, element by element.
template <class A, class B>
  requires Operands<A, B>
[[nodiscard]] constexpr auto operator+(A&& a, B&& b) {
  return node::elementwise<node::accepts::numbers, void>(op::add{}, std::forward<A>(a), std::forward<B>(b));
}
/// The difference, element by element.
template <class A, class B>
  requires Operands<A, B>
[[nodiscard]] constexpr auto operator-(A&& a, B&& b) {
  return node::elementwise<node::accepts::numbers, void>(op::subtract{}, std::forward<A>(a), std::forward<B>(b));
}
/// The product, element by element; the matrix product is `matmul`, the named one `dot`.
template <class A, class B>
  requires Operands<A, B>
[[nodiscard]] constexpr auto operator*(A&& a, B&& b) {
  return node::elementwise<node::accepts::numbers, void>(op::multiply{}, std::forward<A>(a), std::forward<B>(b));
}
/// The quotient, element by element.
template <class A, class B>
  requires Operands<A, B>
[[nodiscard]] constexpr auto operator/(A&& a, B&& b) {
  return node::elementwise<node::accepts::numbers, void>(op::divide{}, std::forward<A>(a), std::forward<B>(b));
}
/// Where two are equal; to compare whole tensors use `all_close`.
template <class A, class B>
  requires Operands<A, B>
[[nodiscard]] constexpr auto operator==(A&& a, B&& b) {
  return node::elementwise<node::accepts::anything, bool>(op::equal{}, std::forward<A>(a), std::forward<B>(b));
}
/// Where two differ.
template <class A, class B>
  requires Operands<A, B>
[[nodiscard]] constexpr auto operator!=(A&& a, B&& b) {
  return node::elementwise<node::accepts::anything, bool>(op::not_equal{}, std::forward<A>(a), std::forward<B>(b));
}
/// Where the left one is smaller.
template <class A, class B>
  requires Operands<A, B>
[[nodiscard]] constexpr auto operator<(A&& a, B&& b) {
  return node::elementwise<node::accepts::numbers, bool>(op::less{}, std::forward<A>(a), std::forward<B>(b));
}
/// Where the left one is not larger.
template <class A, class B>
  requires Operands<A, B>
[[nodiscard]] constexpr auto operator<=(A&& a, B&& b) {
  return node::elementwise<node::accepts::numbers, bool>(op::less_equal{}, std::forward<A>(a), std::forward<B>(b));
}
/// Where the left one is larger.
template <class A, class B>
  requires Operands<A, B>
[[nodiscard]] constexpr auto operator>(A&& a, B&& b) {
  return node::elementwise<node::accepts::numbers, bool>(op::greater{}, std::forward<A>(a), std::forward<B>(b));
}
/// Where the left one is not smaller.
template <class A, class B>
  requires Operands<A, B>
[[nodiscard]] constexpr auto operator>=(A&& a, B&& b) {
  return node::elementwise<node::accepts::numbers, bool>(op::greater_equal{}, std::forward<A>(a), std::forward<B>(b));
}
/// Where both are true.
template <class A, class B>
  requires Operands<A, B>
[[nodiscard]] constexpr auto operator&&(A&& a, B&& b) {
  return node::elementwise<node::accepts::truths, bool>(op::logical_and{}, std::forward<A>(a), std::forward<B>(b));
}
/// Where one is true.
template <class A, class B>
  requires Operands<A, B>
[[nodiscard]] constexpr auto operator||(A&& a, B&& b) {
  return node::elementwise<node::accepts::truths, bool>(op::logical_or{}, std::forward<A>(a), std::forward<B>(b));
}
/// The negative, element by element.
template <Expression E>
[[nodiscard]] constexpr auto operator-(E&& e) {
  return node::elementwise<node::accepts::numbers, void>(op::negate{}, std::forward<E>(e));
}
/// Where it is false.
template <Expression E>
[[nodiscard]] constexpr auto operator!(E&& e) {
  return node::elementwise<node::accepts::truths, void>(op::logical_not{}, std::forward<E>(e));
}

}  // namespace tenon
