// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Two marks on an expression: store it where it stands, and forget what is known of its meaning.

#include <tenon/expr/capture.hpp>

namespace tenon {

/// The same value, computed once and stored where it stands, instead of being fused into what uses it.
template <Expression E>
[[nodiscard]] constexpr auto materialize(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using Free = typename std::remove_cvref_t<E>::free_axes;
    if constexpr (!Bound<Free>) {
      static_assert(
          Bound<Free>,
          "tenon: materialize: the operand is still free in an axis: a position has no length of its own; combine "
          "it with a tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else {
      return node::materialized<detail::captured<E>>(detail::capture(std::forward<E>(e)));
    }
  }
}

/// The same value, of which nothing is known any more: ends the checks of `dot` on distributions and shared axes.
template <Expression E>
[[nodiscard]] constexpr auto unchecked(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    return node::unchecked<detail::captured<E>>(detail::capture(std::forward<E>(e)));
  }
}

}  // namespace tenon
