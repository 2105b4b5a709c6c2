// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// One axis split into several, neighbours merged into one: the elements keep their order, only the names change.

#include <algorithm>

#include <tenon/expr/capture.hpp>

namespace tenon {

/// One axis as several, the first part outermost. Moves nothing.
/// Shape: hidden<512> → head<8>×head_dim<64>. Mandates: the parts multiply to the axis; their names are new.
/// Example: `split<hidden, head<8>, head_dim<64>>(x)`
template <template <std::size_t> class Axis, class... Parts, Expression E>
  requires(sizeof...(Parts) != 0)
[[nodiscard]] constexpr auto split(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free = typename std::remove_cvref_t<E>::free_axes;
    constexpr int index = index_of<From, tag_of<Axis<1>>>;
    using Whole = typename detail::axis_or_none<From, index>::type;
    using Result = typename detail::replace<From, index, shape<Parts...>>::type;
    if constexpr (!Bound<Free>) {
      static_assert(
          Bound<Free>,
          "tenon: split: the operand is still free in an axis: a position has no length of its own; combine it with a "
          "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Named<From>) {
      static_assert(Named<From>,
                    "tenon: split: the tensor's axes have no names; give them names with name_axes<...>, or use "
                    "reshape<...> [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!HasAxis<From, Axis>) {
      static_assert(HasAxis<From, Axis>,
                    "tenon: split: the tensor does not have this axis; name one of its axes "
                    "[docs/errors.md#axis-absent]");
      return ill_formed{};
    } else if constexpr (!Named<shape<Parts...>>) {
      static_assert(Named<shape<Parts...>>,
                    "tenon: split: the parts must be named axes, as in split<hidden, head<8>, head_dim<64>>(x) "
                    "[docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!LengthsInTypes<Whole, Parts...>) {
      static_assert(LengthsInTypes<Whole, Parts...>,
                    "tenon: split: an axis whose length is known only at run time (upto) is not split, and no part has "
                    "such a length [docs/errors.md#run-time-length]");
      return ill_formed{};
    } else if constexpr (!SplitsExactly<Whole, Parts...>) {
      static_assert(SplitsExactly<Whole, Parts...>,
                    "tenon: split: the lengths of the parts must multiply to the length of the axis "
                    "[docs/errors.md#split-size]");
      return ill_formed{};
    } else if constexpr (!HasDistinctAxes<Result>) {
      static_assert(HasDistinctAxes<Result>,
                    "tenon: split: a part has the name of an axis that the tensor has already (or two parts have "
                    "one name); use another name [docs/errors.md#axis-twice]");
      return ill_formed{};
    } else {
      return node::viewed<node::view::reshaped, Result, detail::captured<E>>(detail::capture(std::forward<E>(e)));
    }
  }
}

/// Explains parts without lengths.
template <template <std::size_t> class Axis, template <std::size_t> class Part, template <std::size_t> class... Parts,
          Expression E>
constexpr auto split(E&&) {
  if constexpr (!IllFormed<E>) {
    using From = shape_of<E>;
    static_assert(LengthsGiven<From>,
                  "tenon: split: say how long the parts are, as in split<hidden, head<8>, head_dim<64>>(x) "
                  "[docs/errors.md#split-lengths]");
  }
  return ill_formed{};
}

/// Neighbouring axes as one, named last. Moves nothing.
/// Shape: head<8>×head_dim<64> → hidden<512>. Mandates: the axes stand next to each other, in this order; the new name
/// is new. Example: `merge<head, head_dim, hidden>(x)`
template <template <std::size_t> class First, template <std::size_t> class Second, template <std::size_t> class... Rest,
          Expression E>
[[nodiscard]] constexpr auto merge(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free = typename std::remove_cvref_t<E>::free_axes;
    using Merging = detail::merging<From, First<1>, Second<1>, Rest<1>...>;
    using Axes = typename Merging::axes;
    using Result = typename Merging::result;
    if constexpr (!Bound<Free>) {
      static_assert(
          Bound<Free>,
          "tenon: merge: the operand is still free in an axis: a position has no length of its own; combine it with a "
          "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Named<From>) {
      static_assert(Named<From>,
                    "tenon: merge: the tensor's axes have no names; give them names with name_axes<...>, or use "
                    "reshape<...> [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!AxesWithin<Axes, From>) {
      static_assert(AxesWithin<Axes, From>,
                    "tenon: merge: the tensor does not have all the axes that are to be merged (the last one named "
                    "is the new axis) [docs/errors.md#axis-absent]");
      return ill_formed{};
    } else if constexpr (detail::first_length_mismatch<Axes, From>::value >= 0) {
      using Whole =
          axis_at<Axes, static_cast<std::size_t>(std::max(detail::first_length_mismatch<Axes, From>::value, 0))>;
      static_assert(SameLengthKind<Axes, From, Whole>,
                    "tenon: merge: an axis whose length is known only at run time (upto) is not merged with others: "
                    "its elements would not lie side by side [docs/errors.md#run-time-length]");
      return ill_formed{};
    } else if constexpr (!AdjacentInOrder<From, Axes>) {
      static_assert(AdjacentInOrder<From, Axes>,
                    "tenon: merge: the axes must stand next to each other and in this order; permute<...> them "
                    "first, so that what belongs together stands together [docs/errors.md#merge-adjacent]");
      return ill_formed{};
    } else if constexpr (!HasDistinctAxes<Result>) {
      static_assert(HasDistinctAxes<Result>,
                    "tenon: merge: the tensor has the new axis already; choose another name "
                    "[docs/errors.md#axis-twice]");
      return ill_formed{};
    } else {
      return node::viewed<node::view::reshaped, Result, detail::captured<E>>(detail::capture(std::forward<E>(e)));
    }
  }
}

/// Explains a merge of an axis with a length.
template <Axis First, Axis... Rest, Expression E>
constexpr auto merge(E&&) {
  static_assert(NamesAlone<First, Rest...>,
                "tenon: merge: name the axes without their lengths, as in merge<head, head_dim, hidden>(x) "
                "[docs/errors.md#length-given]");
  return ill_formed{};
}
template <template <std::size_t> class First, template <std::size_t> class Second, Axis New, Expression E>
constexpr auto merge(E&&) {
  static_assert(NamesAlone<New>,
                "tenon: merge: name the axes without their lengths, as in merge<head, head_dim, hidden>(x) "
                "[docs/errors.md#length-given]");
  return ill_formed{};
}

}  // namespace tenon
