// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The same elements in the same row-major order, with other lengths: for tensors without names only.

#include <tenon/expr/capture.hpp>

namespace tenon {

/// The positional tensor with other axes and as many elements. Moves nothing. Example: `reshape<10, 20, 8, 64>(x)`
template <std::size_t... N, Expression E>
[[nodiscard]] constexpr auto reshape(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free = typename std::remove_cvref_t<E>::free_axes;
    using To = shape<dim<N>...>;
    if constexpr (!Bound<Free>) {
      static_assert(Bound<Free>,
                    "tenon: reshape: the operand is still free in an axis: a position has no length of its own; "
                    "combine it with a "
                    "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Positional<From>) {
      static_assert(Positional<From>,
                    "tenon: reshape: the axes have names; use split<...> and merge<...>, which say what becomes of "
                    "each axis [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!SameSize<From, To>) {
      static_assert(SameSize<From, To>,
                    "tenon: reshape: the new shape must have as many elements as the old one "
                    "[docs/errors.md#reshape-size]");
      return ill_formed{};
    } else {
      return node::viewed<node::view::reshaped, To, detail::captured<E>>(detail::capture(std::forward<E>(e)));
    }
  }
}

}  // namespace tenon
