// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The same axes under other names: rename, and the two ways between named and positional shapes.

#include <algorithm>

#include <tenon/expr/capture.hpp>

namespace tenon {

/// The tensor with one axis under another name. Moves nothing.
/// Mandates: the tensor has the axis, and not yet the new name. Example: `rename<seq, key>(k)`
template <template <std::size_t> class Axis, template <std::size_t> class To, Expression E>
[[nodiscard]] constexpr auto rename(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free = typename std::remove_cvref_t<E>::free_axes;
    constexpr int index = index_of<From, tag_of<Axis<1>>>;
    using Whole = typename detail::axis_or_none<From, index>::type;
    using Result =
        typename detail::replace<From, index, shape<typename detail::named_like<Whole, To<Whole::extent>>::type>>::type;
    if constexpr (!Bound<Free>) {
      static_assert(
          Bound<Free>,
          "tenon: rename: the operand is still free in an axis: a position has no length of its own; combine it with a "
          "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Named<From>) {
      static_assert(Named<From>,
                    "tenon: rename: the tensor's axes have no names; give them names with name_axes<...>, or leave "
                    "them nameless [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!HasAxis<From, Axis>) {
      static_assert(HasAxis<From, Axis>,
                    "tenon: rename: the tensor does not have this axis; name one of its axes "
                    "[docs/errors.md#axis-absent]");
      return ill_formed{};
    } else if constexpr (!LacksAxis<From, To>) {
      static_assert(LacksAxis<From, To>,
                    "tenon: rename: the tensor has an axis of the new name already; two axes of one shape need two "
                    "names [docs/errors.md#axis-twice]");
      return ill_formed{};
    } else {
      return node::viewed<node::view::relabeled, Result, detail::captured<E>>(detail::capture(std::forward<E>(e)));
    }
  }
}

/// Explains a rename of an axis with a length.
template <Axis First, Axis... Rest, Expression E>
constexpr auto rename(E&&) {
  static_assert(NamesAlone<First, Rest...>,
                "tenon: rename: name the axis without its length, as in rename<seq, key>(x); the length stays "
                "[docs/errors.md#length-given]");
  return ill_formed{};
}

/// A positional tensor with names for its axes, outermost first; the lengths are the tensor's.
/// Example: `name_axes<batch, seq, embed>(y)`
template <template <std::size_t> class First, template <std::size_t> class... Rest, Expression E>
[[nodiscard]] constexpr auto name_axes(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free = typename std::remove_cvref_t<E>::free_axes;
    constexpr std::size_t Count = 1 + sizeof...(Rest);
    if constexpr (!Bound<Free>) {
      static_assert(Bound<Free>,
                    "tenon: name_axes: the operand is still free in an axis: a position has no length of its own; "
                    "combine it with a "
                    "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Positional<From>) {
      static_assert(Positional<From>,
                    "tenon: name_axes: the axes have names already; rename<From, To> changes one, drop_names "
                    "forgets all [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!IndexCount<From, Count>) {
      static_assert(IndexCount<From, Count>,
                    "tenon: name_axes: give one name for each axis [docs/errors.md#names-count]");
      return ill_formed{};
    } else if constexpr (!DistinctAxes<First<1>, Rest<1>...>) {
      static_assert(DistinctAxes<First<1>, Rest<1>...>,
                    "tenon: name_axes: a name is given twice; two axes of one shape need two names "
                    "[docs/errors.md#axis-twice]");
      return ill_formed{};
    } else {
      return node::viewed<node::view::relabeled, typename detail::named_as<From, First<1>, Rest<1>...>::type,
                          detail::captured<E>>(detail::capture(std::forward<E>(e)));
    }
  }
}
/// The same with the lengths said, and checked: `name_axes<seq<20>, embed<64>>(y)`.
template <Axis First, Axis... Rest, Expression E>
[[nodiscard]] constexpr auto name_axes(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free = typename std::remove_cvref_t<E>::free_axes;
    constexpr std::size_t Count = 1 + sizeof...(Rest);
    using To = shape<First, Rest...>;
    if constexpr (!Bound<Free>) {
      static_assert(Bound<Free>,
                    "tenon: name_axes: the operand is still free in an axis: a position has no length of its own; "
                    "combine it with a "
                    "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Positional<From>) {
      static_assert(Positional<From>,
                    "tenon: name_axes: the axes have names already; rename<From, To> changes one, drop_names "
                    "forgets all [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!IndexCount<From, Count>) {
      static_assert(IndexCount<From, Count>,
                    "tenon: name_axes: give one name for each axis [docs/errors.md#names-count]");
      return ill_formed{};
    } else if constexpr (!Named<To>) {
      static_assert(Named<To>,
                    "tenon: name_axes: give names, not dim<N>; drop_names forgets names "
                    "[docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!LengthsInTypes<First, Rest...>) {
      static_assert(LengthsInTypes<First, Rest...>,
                    "tenon: name_axes: an axis without a name has its length in its type, and upto<...> would forget "
                    "it; name it without upto [docs/errors.md#run-time-length]");
      return ill_formed{};
    } else if constexpr (!HasDistinctAxes<To>) {
      static_assert(HasDistinctAxes<To>,
                    "tenon: name_axes: a name is given twice; two axes of one shape need two names "
                    "[docs/errors.md#axis-twice]");
      return ill_formed{};
    } else if constexpr (constexpr int other = detail::first_difference<From, To, detail::least_rank<From, To>>();
                         other >= 0) {
      static_assert(SameExtentAt<From, To, static_cast<std::size_t>(other)>,
                    "tenon: name_axes: the axis with this index has another length than the name says "
                    "[docs/errors.md#extents-differ]");
      return ill_formed{};
    } else {
      return node::viewed<node::view::relabeled, To, detail::captured<E>>(detail::capture(std::forward<E>(e)));
    }
  }
}

/// A named tensor without its names. Moves nothing.
template <Expression E>
[[nodiscard]] constexpr auto drop_names(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free = typename std::remove_cvref_t<E>::free_axes;
    if constexpr (!Bound<Free>) {
      static_assert(Bound<Free>,
                    "tenon: drop_names: the operand is still free in an axis: a position has no length of its own; "
                    "combine it with a "
                    "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (detail::first_length_mismatch<From, typename detail::capacities<From>::type>::value >= 0) {
      using Capacities = typename detail::capacities<From>::type;
      using Axis =
          axis_at<From, static_cast<std::size_t>(std::max(detail::first_length_mismatch<From, Capacities>::value, 0))>;
      static_assert(SameLengthKind<From, Capacities, Axis>,
                    "tenon: drop_names: an axis without a name has its length in its type, and one of these is known "
                    "only at run time (upto); keep the names [docs/errors.md#run-time-length]");
      return ill_formed{};
    } else {
      return node::viewed<node::view::relabeled, typename detail::nameless<From>::type, detail::captured<E>>(
          detail::capture(std::forward<E>(e)));
    }
  }
}

}  // namespace tenon
