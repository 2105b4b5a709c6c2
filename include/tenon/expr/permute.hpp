// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The axes in another order.

#include <tenon/expr/capture.hpp>

namespace tenon {

/// The tensor with its axes in the order named. Moves nothing by itself. Mandates: every axis is named once.
template <template <std::size_t> class First, template <std::size_t> class... Rest, Expression E>
[[nodiscard]] constexpr auto permute(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free = typename std::remove_cvref_t<E>::free_axes;
    using Order = shape<First<1>, Rest<1>...>;
    constexpr std::size_t Count = 1 + sizeof...(Rest);
    if constexpr (!Bound<Free>) {
      static_assert(Bound<Free>,
                    "tenon: permute: the operand is still free in an axis: a position has no length of its own; "
                    "combine it with a "
                    "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Named<From>) {
      static_assert(Named<From>,
                    "tenon: permute: the tensor's axes have no names; give them names with name_axes<...>, or name "
                    "the order by indices, as in permute<0, 2, 1>(x) [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!AxesWithin<Order, From>) {
      static_assert(AxesWithin<Order, From>,
                    "tenon: permute: the tensor does not have all the axes named [docs/errors.md#axis-absent]");
      return ill_formed{};
    } else if constexpr (!DistinctAxes<First<1>, Rest<1>...>) {
      static_assert(DistinctAxes<First<1>, Rest<1>...>,
                    "tenon: permute: an axis is named twice; name every axis of the tensor once "
                    "[docs/errors.md#axis-twice]");
      return ill_formed{};
    } else if constexpr (!NamesEveryAxis<From, Count>) {
      static_assert(NamesEveryAxis<From, Count>,
                    "tenon: permute: name every axis of the tensor once [docs/errors.md#permute-all]");
      return ill_formed{};
    } else {
      using Indices = ints<index_of<From, tag_of<First<1>>>, index_of<From, tag_of<Rest<1>>>...>;
      using Result = typename detail::select<From, Indices>::type;
      return node::viewed<typename detail::permuted_by<Indices>::type, Result, detail::captured<E>>(
          detail::capture(std::forward<E>(e)));
    }
  }
}
/// The same for a tensor without names: axis j of the result is axis Index_j of the operand.
template <int... Index, Expression E>
  requires(sizeof...(Index) != 0)
[[nodiscard]] constexpr auto permute(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free = typename std::remove_cvref_t<E>::free_axes;
    if constexpr (!Bound<Free>) {
      static_assert(Bound<Free>,
                    "tenon: permute: the operand is still free in an axis: a position has no length of its own; "
                    "combine it with a "
                    "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Positional<From>) {
      static_assert(Positional<From>,
                    "tenon: permute: the axes have names; name the order by them, as in permute<batch, head, "
                    "seq>(x) [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!PermutesIndices<From, Index...>) {
      static_assert(PermutesIndices<From, Index...>,
                    "tenon: permute: give the index of every axis of the tensor once [docs/errors.md#permute-all]");
      return ill_formed{};
    } else {
      using Order = ints<detail::wrapped<From>(Index)...>;
      using Result = typename detail::select<From, Order>::type;
      return node::viewed<typename detail::permuted_by<Order>::type, Result, detail::captured<E>>(
          detail::capture(std::forward<E>(e)));
    }
  }
}

/// Explains a permute of an axis with a length.
template <Axis First, Axis... Rest, Expression E>
constexpr auto permute(E&&) {
  static_assert(NamesAlone<First, Rest...>,
                "tenon: permute: name the axis without its length, as in permute<head, seq, head_dim>(x) "
                "[docs/errors.md#length-given]");
  return ill_formed{};
}

/// The positional tensor with its last two axes exchanged.
template <Expression E>
[[nodiscard]] constexpr auto transpose(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free = typename std::remove_cvref_t<E>::free_axes;
    if constexpr (!Bound<Free>) {
      static_assert(Bound<Free>,
                    "tenon: transpose: the operand is still free in an axis: a position has no length of its own; "
                    "combine it with a "
                    "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Positional<From>) {
      static_assert(Positional<From>,
                    "tenon: transpose: the axes have names; say the order by them, as in permute<embed, seq>(x) "
                    "[docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!RankAtLeast<From, 2>) {
      static_assert(RankAtLeast<From, 2>, "tenon: transpose: the tensor needs at least two axes [docs/errors.md#rank]");
      return ill_formed{};
    } else {
      using Order = typename detail::last_two_exchanged<From>::type;
      using Result = typename detail::select<From, Order>::type;
      return node::viewed<typename detail::permuted_by<Order>::type, Result, detail::captured<E>>(
          detail::capture(std::forward<E>(e)));
    }
  }
}

}  // namespace tenon
