// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A tensor repeated along further axes; the way to give free positions their lengths.

#include <algorithm>

#include <tenon/expr/capture.hpp>

namespace tenon {

/// The tensor repeated along axes it does not have. Moves nothing.
/// Shape: named: the axes given, in that order, then those of the tensor that were not given. Positional: exactly the
/// axes given, aligned at the last one; an axis of length 1 is repeated. Mandates: an axis that the tensor has is given
/// with its own length. Example: `broadcast<batch<10>>(bias)`
template <Axis First, Axis... Rest, Expression E>
[[nodiscard]] constexpr auto broadcast(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free = typename std::remove_cvref_t<E>::free_axes;
    using To = shape<First, Rest...>;
    if constexpr (!HasDistinctAxes<To>) {
      static_assert(HasDistinctAxes<To>,
                    "tenon: broadcast: an axis is given twice; two axes of one shape need two names "
                    "[docs/errors.md#axis-twice]");
      return ill_formed{};
    } else if constexpr (!PositiveExtents<First, Rest...>) {
      static_assert(PositiveExtents<First, Rest...>,
                    "tenon: broadcast: an axis has length 0 [docs/errors.md#extent-zero]");
      return ill_formed{};
    } else if constexpr (!AllNamedOrNone<First, Rest...>) {
      static_assert(AllNamedOrNone<First, Rest...>,
                    "tenon: broadcast: some axes have names and some are dim<N>; a shape is wholly named or wholly "
                    "positional [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!SameKind<From, To>) {
      static_assert(
          SameKind<From, To>,
          "tenon: broadcast: the tensor has named axes and the new ones have none, or the other way round; use "
          "name_axes<...> or drop_names first [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!PositionsFit<To, Free>) {
      static_assert(PositionsFit<To, Free>,
                    "tenon: broadcast: a position does not fit the axes given: position<axis>() needs named axes, "
                    "position<i>() axes without names and an index inside [docs/errors.md#position-kind]");
      return ill_formed{};
    } else if constexpr (Positional<To>) {
      if constexpr (!BroadcastsTo<From, To>) {
        static_assert(
            BroadcastsTo<From, To>,
            "tenon: broadcast: aligned at the last axis, each axis of the tensor must be as long as the new one or "
            "have length 1 [docs/errors.md#broadcast]");
        return ill_formed{};
      } else {
        return node::viewed<typename detail::expanded_positions<From, To>::type, To, detail::captured<E>>(
            detail::capture(std::forward<E>(e)));
      }
    } else if constexpr (constexpr int other = detail::first_mismatch_in<From, To>::value; other >= 0) {
      using Whole = axis_at<From, static_cast<std::size_t>(other)>;
      static_assert(
          SameExtentIn<From, To, Whole>,
          "tenon: broadcast: the tensor has this axis already, with another length [docs/errors.md#broadcast]");
      return ill_formed{};
    } else {
      using Result = typename detail::expanded_names<From, To>::type;
      using Added = typename detail::axes_added<From, To>::type;
      if constexpr (detail::has_bounded<Added>) {
        static_assert(AxesWithin<Added, From>,
                      "tenon: broadcast: a new axis must have its length in its type; where it is known only at run "
                      "time (upto) there is nothing that says it [docs/errors.md#run-time-length]");
        return ill_formed{};
      } else if constexpr (detail::first_length_mismatch<From, To>::value >= 0) {
        using Whole =
            axis_at<From, static_cast<std::size_t>(std::max(detail::first_length_mismatch<From, To>::value, 0))>;
        static_assert(SameLengthKind<From, To, Whole>,
                      "tenon: broadcast: the length of an axis is known only at run time in the tensor and not in what "
                      "is asked for, or the other way round; axes that the tensor has need not be given "
                      "[docs/errors.md#run-time-length]");
        return ill_formed{};
      } else
        return node::viewed<typename detail::expanded_positions<From, Result>::type, Result, detail::captured<E>>(
            detail::capture(std::forward<E>(e)));
    }
  }
}
/// The same by lengths, for tensors without names: `broadcast<10, 20, 64>(bias)`.
template <std::size_t First, std::size_t... Rest, Expression E>
[[nodiscard]] constexpr auto broadcast(E&& e) {
  return broadcast<dim<First>, dim<Rest>...>(std::forward<E>(e));
}

}  // namespace tenon
