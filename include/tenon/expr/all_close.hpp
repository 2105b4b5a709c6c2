// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Comparison of two tensors for tests: one truth, computed at once.

#include <cmath>

#include <tenon/expr/capture.hpp>

namespace tenon {

namespace detail {

template <class T>
[[nodiscard]] constexpr bool close(T a, T b, double tolerance) {
  if (a == b) return true;
  double const x = static_cast<double>(a);
  double const y = static_cast<double>(b);
  double const magnitude = y < 0 ? -y : y;
  double const difference = x < y ? y - x : x - y;
  // A NaN, or an infinity of one side only, is never close.
  return difference <= tolerance * (magnitude > 1 ? magnitude : 1) &&
         difference < std::numeric_limits<double>::infinity();
}

}  // namespace detail

/// True when every element of a is close to that of b: |a − b| <= tolerance · max(1, |b|); NaN is close to nothing.
/// The tensors have the same axes (names in any order), or b is a number. Evaluates both at once.
template <Expression A, class B>
  requires(Expression<B> || Scalar<B>)
[[nodiscard]] TENON_INLINE bool all_close(A const& a, B const& b, double tolerance = 1e-5) {
  if constexpr (detail::any_ill_formed<A, B>) {
    return true;
  } else if constexpr (!Bound<typename detail::free_or_none<A>::type> ||
                       !Bound<typename detail::free_or_none<B>::type>) {
    using FreeA = typename detail::free_or_none<A>::type;
    using FreeB = typename detail::free_or_none<B>::type;
    using Free = std::conditional_t<Bound<FreeA>, FreeB, FreeA>;
    static_assert(
        Bound<Free>,
        "tenon: all_close: an operand is still free in an axis: a position has no length of its own; combine it with a "
        "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
    return true;
  } else {
    using Left = decltype(tensor(a));
    Left const left(a);
    bool same = true;
    using Shape = shape_of<Left>;
    if constexpr (detail::has_bounded<Shape>) {
      auto const each = [&](auto const& right) {
        detail::for_each_within<Shape, row_major<Shape>>(left.lengths(), [&](std::ptrdiff_t at) {
          if constexpr (Scalar<B>)
            same = same && detail::close(left.data()[at], right, tolerance);
          else
            same = same && detail::close(left.data()[at], right.data()[at], tolerance);
        });
      };
      if constexpr (Scalar<B>) {
        each(detail::scalar_cast<typename Left::value_type>(b));
      } else {
        Left const right(b);
        same = left.lengths() == right.lengths();
        if (same) each(right);
      }
    } else if constexpr (Scalar<B>) {
      static_assert(ScalarFits<B, typename Left::value_type>,
                    "tenon: all_close: the number would lose its meaning in the tensor's value type (a fraction beside "
                    "integers, or a truth beside numbers); cast<float>(x) first [docs/errors.md#value-types]");
      auto const right = detail::scalar_cast<typename Left::value_type>(b);
      for (std::size_t i = 0; i < Left::size(); ++i) same = same && detail::close(left.data()[i], right, tolerance);
    } else {
      Left const right(b);
      for (std::size_t i = 0; i < Left::size(); ++i)
        same = same && detail::close(left.data()[i], right.data()[i], tolerance);
    }
    return same;
  }
}

}  // namespace tenon
