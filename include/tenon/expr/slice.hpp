// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A part of an axis.

#include <tenon/expr/capture.hpp>

namespace tenon {

/// `Length` elements of an axis from `Begin` on. Moves nothing. Mandates: the part is not empty and lies inside the
/// axis.
template <template <std::size_t> class Axis, std::size_t Begin, std::size_t Length, Expression E>
[[nodiscard]] constexpr auto slice(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free = typename std::remove_cvref_t<E>::free_axes;
    constexpr int index = index_of<From, tag_of<Axis<1>>>;
    using Whole = typename detail::axis_or_none<From, index>::type;
    if constexpr (!Bound<Free>) {
      static_assert(
          Bound<Free>,
          "tenon: slice: the operand is still free in an axis: a position has no length of its own; combine it with a "
          "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Named<From>) {
      static_assert(Named<From>,
                    "tenon: slice: the tensor's axes have no names; give them names with name_axes<...>, or give "
                    "the axis index, as in slice<0, Begin, Length>(x) [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!HasAxis<From, Axis>) {
      static_assert(HasAxis<From, Axis>,
                    "tenon: slice: the tensor does not have this axis; name one of its axes "
                    "[docs/errors.md#axis-absent]");
      return ill_formed{};
    } else if constexpr (!LengthsInTypes<Whole>) {
      static_assert(LengthsInTypes<Whole>,
                    "tenon: slice: a part is cut out of an axis whose length is in its type, and this one's is known "
                    "only at run time (upto); take<axis>(x, ids) picks elements by ids, which are checked "
                    "[docs/errors.md#run-time-length]");
      return ill_formed{};
    } else if constexpr (!SliceInside<Whole, Begin, Length>) {
      static_assert(SliceInside<Whole, Begin, Length>,
                    "tenon: slice: the part must lie inside the axis and not be empty: slice<axis, Begin, Length> "
                    "[docs/errors.md#slice-outside]");
      return ill_formed{};
    } else {
      using Result = typename detail::replace<From, index, shape<Axis<Length>>>::type;
      return node::viewed<node::view::sliced<index, static_cast<int>(Begin)>, Result, detail::captured<E>>(
          detail::capture(std::forward<E>(e)));
    }
  }
}
/// The same along the axis with an index.
template <int Index, std::size_t Begin, std::size_t Length, Expression E>
[[nodiscard]] constexpr auto slice(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free = typename std::remove_cvref_t<E>::free_axes;
    constexpr int index = detail::wrapped<From>(Index);
    using Whole = typename detail::axis_or_none<From, index>::type;
    if constexpr (!Bound<Free>) {
      static_assert(
          Bound<Free>,
          "tenon: slice: the operand is still free in an axis: a position has no length of its own; combine it with a "
          "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Positional<From>) {
      static_assert(Positional<From>,
                    "tenon: slice: the axes have names; name the axis, as in slice<seq, Begin, Length>(x) "
                    "[docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!HasIndex<From, Index>) {
      static_assert(HasIndex<From, Index>,
                    "tenon: slice: there is no axis with this index; indices run from 0, or from -1 backwards "
                    "[docs/errors.md#axis-index]");
      return ill_formed{};
    } else if constexpr (!SliceInside<Whole, Begin, Length>) {
      static_assert(SliceInside<Whole, Begin, Length>,
                    "tenon: slice: the part must lie inside the axis and not be empty: slice<axis, Begin, Length> "
                    "[docs/errors.md#slice-outside]");
      return ill_formed{};
    } else {
      using Result = typename detail::replace<From, index, shape<dim<Length>>>::type;
      return node::viewed<node::view::sliced<index, static_cast<int>(Begin)>, Result, detail::captured<E>>(
          detail::capture(std::forward<E>(e)));
    }
  }
}

/// Explains an axis with a length.
template <Axis First, std::size_t Begin, std::size_t Length, Expression E>
constexpr auto slice(E&&) {
  static_assert(
      NamesAlone<First>,
      "tenon: slice: name the axis without its length, as in slice<seq, 0, 5>(x) [docs/errors.md#length-given]");
  return ill_formed{};
}

}  // namespace tenon
