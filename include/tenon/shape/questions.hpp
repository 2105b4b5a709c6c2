// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Plain answers about shapes that the laws compare: how many axes are missing, repeated, out of place. They are in
// namespace tenon, and count, because compilers print them, with their values, when a law is broken.

#include <cstddef>
#include <initializer_list>
#include <type_traits>
#include <utility>

#include <tenon/meta/ints.hpp>
#include <tenon/shape/shape.hpp>

namespace tenon {

template <class Shape>
struct questions;

/// Answers about one list of axes.
template <class... A>
struct questions<shape<A...>> {
  template <class Tag>
  static constexpr int count() {
    return (0 + ... + (std::is_same_v<tag_of<A>, Tag> && !detail::is_dim<A> ? 1 : 0));
  }
  /// Axes that also stand elsewhere in the list.
  static constexpr int repeated() { return (0 + ... + (count<tag_of<A>>() > 1 ? 1 : 0)); }
  static constexpr int named() { return (0 + ... + (detail::is_dim<A> ? 0 : 1)); }
  static constexpr int empty() { return (0 + ... + (A::extent == 0 ? 1 : 0)); }
  template <class Other>
  static constexpr int missing_from() {
    return (0 + ... + (index_of<Other, tag_of<A>> < 0 ? 1 : 0));
  }
};

/// How often an axis occurs in a shape.
template <class Shape, template <std::size_t> class Axis>
inline constexpr int axis_count = questions<Shape>::template count<tag_of<Axis<1>>>();

/// How many of the axes named do not occur in a shape.
template <class Shape, template <std::size_t> class... Axis>
inline constexpr int axes_absent = (0 + ... + (axis_count<Shape, Axis> == 0 ? 1 : 0));

/// How many of the axes named do occur in a shape.
template <class Shape, template <std::size_t> class... Axis>
inline constexpr int axes_present = (0 + ... + (axis_count<Shape, Axis> != 0 ? 1 : 0));

/// How many axes of a list occur in it more than once.
template <class... Axes>
inline constexpr int axes_repeated = questions<shape<Axes...>>::repeated();

/// True when some axes of a list have names and others have none.
template <class... Axes>
inline constexpr bool names_beside_positions =
    questions<shape<Axes...>>::named() != 0 && questions<shape<Axes...>>::named() != static_cast<int>(sizeof...(Axes));

/// How many axes of a list have length 0.
template <class... Axes>
inline constexpr int axes_empty = questions<shape<Axes...>>::empty();

/// How many axes of a list have a length that is known only at run time.
template <class... Axes>
inline constexpr int axes_upto = (0 + ... + (detail::is_bounded<Axes> ? 1 : 0));

/// How many axes of a list are an `upto` of what has no name.
template <class... Axes>
inline constexpr int capacities_unnamed = (0 + ... + (detail::is_unnamed_capacity<Axes> ? 1 : 0));

/// Is the length that the axis named as `X` has in a shape known only at run time?
template <class Shape, class X>
inline constexpr bool length_at_run_time = [] {
  constexpr int index = index_of<Shape, tag_of<X>>;
  if constexpr (index < 0)
    return false;
  else
    return detail::is_bounded<axis_at<Shape, static_cast<std::size_t>(index)>>;
}();

/// How many axes of `From` do not occur, by name, in `In`.
template <class From, class In>
inline constexpr int axes_missing = questions<From>::template missing_from<In>();

/// How many axes the operand with fewer axes has that the other one lacks.
template <class L, class R>
inline constexpr int axes_unmatched = L::rank < R::rank ? axes_missing<L, R> : axes_missing<R, L>;

/// How many axes occur in one of two shapes only.
template <class L, class R>
inline constexpr int axes_not_shared = axes_missing<L, R> + axes_missing<R, L>;

/// True when one shape has names and the other has none (a shape without axes is neither).
template <class L, class R>
inline constexpr bool names_meet_positions =
    L::rank != 0 && R::rank != 0 && detail::all_named<L> != detail::all_named<R>;

/// The product of the lengths of some axes.
template <class... Axes>
inline constexpr std::size_t product_of = shape<Axes...>::size;

namespace detail {

template <class Shape, class Free>
struct misplaced;
template <class Shape, class... Ts>
struct misplaced<Shape, tags<Ts...>> {
  template <class T>
  static constexpr bool one() {
    if (Shape::rank == 0) return false;
    if constexpr (is_index_tag<T>) {
      return !all_positional<Shape> || index_of<Shape, T> < 0;
    } else {
      return !all_named<Shape>;
    }
  }
  static constexpr int value = (0 + ... + (one<Ts>() ? 1 : 0));
  static constexpr int with_names = (0 + ... + (is_index_tag<Ts> ? 0 : 1));
};

// How many axes of a list do not follow, in the shape, the one before them in the list.
template <class Shape, class Axes>
struct adjacency;
template <class Shape, class... A>
struct adjacency<Shape, shape<A...>> {
  static constexpr int out_of_place() {
    constexpr int at[] = {index_of<Shape, tag_of<A>>..., 0};
    int count = 0;
    for (std::size_t i = 0; i + 1 < sizeof...(A); ++i) count += at[i] < 0 || at[i] + 1 != at[i + 1] ? 1 : 0;
    return count;
  }
};

template <class Shape>
constexpr bool is_permutation(std::initializer_list<int> indices) {
  bool seen[Shape::rank + 1] = {};
  for (int index : indices) {
    int const i = wrapped<Shape>(index);
    if (i < 0 || seen[i]) return false;
    seen[i] = true;
  }
  return indices.size() == Shape::rank;
}

// The index of the first axis of `From` whose length in `In` (found by name) differs, or −1.
template <class From, class In>
struct first_mismatch_in;
template <class... A, class In>
struct first_mismatch_in<shape<A...>, In> {
  static constexpr bool differs[] = {(index_of<In, tag_of<A>> >= 0 && extent_of<In, A> != A::extent)..., false};
  static constexpr int value = first_true(differs);
};

// The index of the first axis of `From` whose length is known at run time in one of two shapes (by name) and in the
// type in the other, or −1.
template <class From, class In>
struct first_length_mismatch {
  static constexpr int value = -1;
};
template <class... A, class In>
  requires(has_bounded<shape<A...>> || has_bounded<In>)
struct first_length_mismatch<shape<A...>, In> {
  static constexpr bool differs[] = {(index_of<In, tag_of<A>> >= 0 && length_at_run_time<In, A> != is_bounded<A>)...,
                                     false};
  static constexpr int value = first_true(differs);
};

template <class L, class R>
inline constexpr std::size_t least_rank = L::rank < R::rank ? L::rank : R::rank;

// The index of the first axis whose length differs, position by position, of the first `Count` axes; or −1.
template <class L, class R, std::size_t Count = L::rank>
constexpr int first_difference() {
  for (std::size_t i = 0; i < Count; ++i) {
    if (extent_list<L>::value[i] != extent_list<R>::value[i]) return static_cast<int>(i);
  }
  return -1;
}

// As first_difference, one axis apart.
template <class L, class R, int But>
constexpr int first_difference_but() {
  for (std::size_t i = 0; i < least_rank<L, R>; ++i) {
    if (static_cast<int>(i) != But && extent_list<L>::value[i] != extent_list<R>::value[i]) return static_cast<int>(i);
  }
  return -1;
}

// As first_mismatch_in, one axis of the first shape apart.
template <class From, class In, int But, class Sequence = std::make_index_sequence<From::rank>>
struct mismatch_but;
template <class... A, class In, int But, std::size_t... I>
struct mismatch_but<shape<A...>, In, But, std::index_sequence<I...>> {
  static constexpr bool differs[] = {(static_cast<int>(I) != But && extent_of<In, A> != A::extent)..., false};
  static constexpr int value = first_true(differs);
};
template <class L, class R, int But>
constexpr int first_mismatch_but() {
  return mismatch_but<L, R, But>::value;
}

// True when numpy would broadcast: aligned at the last axis, each length equal or 1.
template <class From, class To>
constexpr bool broadcasts() {
  for (std::size_t i = 0; i < From::rank && i < To::rank; ++i) {
    auto const from = extent_list<From>::value[From::rank - 1 - i];
    if (from != 1 && from != extent_list<To>::value[To::rank - 1 - i]) return false;
  }
  return true;
}

}  // namespace detail

/// How many axes two shapes share.
template <class A, class B>
inline constexpr int axes_in_both = static_cast<int>(A::rank) - axes_missing<A, B>;

/// How many axes differ between what was normalized (nothing, for most values) and what is summed.
template <class Normalized, class Summed>
inline constexpr int axes_summed_amiss = Normalized::rank == 0 ? 0 : axes_not_shared<Normalized, Summed>;

/// How many free axes do not fit a shape: names where axes have none, an index where they have names, or one outside.
template <class Shape, class Free>
inline constexpr int positions_misplaced = detail::misplaced<Shape, Free>::value;

/// True when free axes are some by name and some by index.
template <class Free>
inline constexpr bool positions_mixed = detail::misplaced<shape<>, Free>::with_names != 0 &&
                                        detail::misplaced<shape<>, Free>::with_names != static_cast<int>(Free::size);

/// How many axes of a list do not stand, in a shape, right after the one before them in the list.
template <class Shape, class Axes>
inline constexpr int axes_out_of_place = detail::adjacency<Shape, Axes>::out_of_place();

/// How many indices are not those of an axis.
template <class Shape, int... Index>
inline constexpr int indices_outside = (0 + ... + (detail::wrapped<Shape>(Index) < 0 ? 1 : 0));

namespace detail {
template <class Shape, class Axis>
constexpr std::size_t length_for_axis() {
  if constexpr (Shape::rank == 0) {
    return Axis::extent;
  } else if constexpr (Shape::rank != 1 || all_named<Shape> != !is_dim<Axis>) {
    return 0;
  } else if constexpr (is_dim<Axis>) {
    return extent_at<Shape, 0>;
  } else {
    return extent_of<Shape, Axis>;
  }
}
}  // namespace detail

/// How many values along an axis a gain or bias has; 0 when its shape is not that axis alone.
template <class Shape, class Axis>
inline constexpr std::size_t parameter_length = detail::length_for_axis<Shape, Axis>();

}  // namespace tenon
