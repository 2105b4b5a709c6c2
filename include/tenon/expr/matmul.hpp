// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The positional product over the last two axes, and transpose.

#include <tenon/expr/capture.hpp>

namespace tenon {

/// The matrix product over the last two axes; the axes before them are batch axes.
/// Shape: […, M, K] · […, K, N] → […, M, N]; a right operand with two axes serves every batch.
/// Mandates: positional shapes with at least two axes, equal inner lengths, equal batch axes, one floating value type.
template <Expression A, Expression B>
[[nodiscard]] constexpr auto matmul(A&& a, B&& b) {
  if constexpr (detail::any_ill_formed<A, B>) {
    return ill_formed{};
  } else {
    using L = shape_of<A>;
    using R = shape_of<B>;
    using FreeL = typename std::remove_cvref_t<A>::free_axes;
    using FreeR = typename std::remove_cvref_t<B>::free_axes;
    using T = value_of<A>;
    using U = value_of<B>;
    if constexpr (!Bound<FreeL> || !Bound<FreeR>) {
      using Free = std::conditional_t<Bound<FreeL>, FreeR, FreeL>;
      static_assert(
          Bound<Free>,
          "tenon: matmul: an operand is still free in an axis: a position has no length of its own; combine it "
          "with a tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Positional<L>) {
      static_assert(
          Positional<L>,
          "tenon: matmul: the left operand has named axes; use dot<axis>(a, b), or forget the names with drop_names "
          "[docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!Positional<R>) {
      static_assert(Positional<R>,
                    "tenon: matmul: the right operand has named axes; use dot<axis>(a, b), or forget the names with "
                    "drop_names [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!RankAtLeast<L, 2>) {
      static_assert(RankAtLeast<L, 2>,
                    "tenon: matmul: the left operand needs at least two axes; add one with reshape<1, N> "
                    "[docs/errors.md#rank]");
      return ill_formed{};
    } else if constexpr (!RankAtLeast<R, 2>) {
      static_assert(RankAtLeast<R, 2>,
                    "tenon: matmul: the right operand needs at least two axes; add one with reshape<N, 1> "
                    "[docs/errors.md#rank]");
      return ill_formed{};
    } else if constexpr (!SameInnerExtent<L, R>) {
      static_assert(
          SameInnerExtent<L, R>,
          "tenon: matmul: the last axis of the left operand must be as long as the one before the last of the "
          "right operand; transpose one of them? [docs/errors.md#inner-extent]");
      return ill_formed{};
    } else if constexpr (R::rank != 2 && !SameRank<L, R>) {
      static_assert(
          SameRank<L, R>,
          "tenon: matmul: the operands have different numbers of batch axes (only a right operand with two axes "
          "serves every batch); use broadcast<...> [docs/errors.md#batch-axes]");
      return ill_formed{};
    } else if constexpr (constexpr int other = R::rank == 2 ? -1 : detail::first_difference<L, R, L::rank - 2>();
                         other >= 0) {
      static_assert(
          SameExtentAt<L, R, static_cast<std::size_t>(other)>,
          "tenon: matmul: the batch axes with this index have different lengths; use broadcast<...> to repeat one "
          "[docs/errors.md#batch-axes]");
      return ill_formed{};
    } else if constexpr (!SameValueType<T, U>) {
      static_assert(SameValueType<T, U>,
                    "tenon: matmul: the operands have different value types; convert one with cast<T>(x) "
                    "[docs/errors.md#value-types]");
      return ill_formed{};
    } else if constexpr (!Floating<T>) {
      static_assert(Floating<T>,
                    "tenon: matmul: products are defined for float and double; cast<float>(x) first "
                    "[docs/errors.md#floating-only]");
      return ill_formed{};
    } else {
      return node::multiplied<detail::matmul_shape<L, R>, detail::captured<A>, detail::captured<B>>(
          detail::capture(std::forward<A>(a)), detail::capture(std::forward<B>(b)));
    }
  }
}

}  // namespace tenon
