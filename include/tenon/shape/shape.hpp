// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A shape is a list of axes; here also the questions one asks of it: where an axis stands, how long it is.

#include <cstddef>
#include <type_traits>

#include <tenon/meta/ints.hpp>
#include <tenon/meta/list.hpp>
#include <tenon/meta/tags.hpp>
#include <tenon/shape/axis.hpp>
#include <tenon/shape/upto.hpp>

namespace tenon {

/// A list of axes, outermost first.
template <class... Axes>
struct shape {
  static constexpr std::size_t rank = sizeof...(Axes);
  static constexpr std::size_t size = (std::size_t{1} * ... * Axes::extent);
};

namespace detail {

template <class S>
inline constexpr bool all_named = false;
template <class... A>
inline constexpr bool all_named<shape<A...>> = (!is_dim<A> && ...);

template <class S>
inline constexpr bool all_positional = false;
template <class... A>
inline constexpr bool all_positional<shape<A...>> = (is_dim<A> && ...);

/// An axis index counted from the end when negative; −1 when it is outside.
template <class S>
constexpr int wrapped(int index) {
  constexpr int rank = static_cast<int>(S::rank);
  int const from_front = index < 0 ? index + rank : index;
  return from_front >= 0 && from_front < rank ? from_front : -1;
}

template <class S, class Tag>
struct index_in_shape;
template <class... A, class Tag>
struct index_in_shape<shape<A...>, Tag> {
  static constexpr int find() {
    if constexpr (is_index_tag<Tag>) {
      if constexpr (sizeof...(A) != 0 && all_positional<shape<A...>>) {
        return wrapped<shape<A...>>(Tag::index);
      } else {
        return -1;
      }
    } else if constexpr (sizeof...(A) == 0 || is_dim<Tag>) {
      return -1;
    } else {
      constexpr bool same[] = {std::is_same_v<tag_of<A>, Tag>...};
      return first_true(same);
    }
  }
};

template <class S, std::size_t I>
struct shape_at;
template <class... A, std::size_t I>
struct shape_at<shape<A...>, I> {
  using type = nth<I, A...>;
};

/// Has the shape an axis whose length is known only at run time?
template <class S>
inline constexpr bool has_bounded = false;
template <class... A>
inline constexpr bool has_bounded<shape<A...>> = (is_bounded<A> || ...);

/// The shape with all lengths in the type: the capacities.
template <class S>
struct capacities;
template <class... A>
struct capacities<shape<A...>> {
  using type = shape<typename at_capacity<A>::type...>;
};

template <class S>
struct extent_list;
template <class... A>
struct extent_list<shape<A...>> {
  static constexpr std::size_t value[sizeof...(A) + 1] = {A::extent..., 1};
};

}  // namespace detail

/// The index in a shape of the axis with a tag (`tag_of<Axis>` or `index_tag<I>`), or −1.
template <class Shape, class Tag>
inline constexpr int index_of = detail::index_in_shape<Shape, Tag>::find();

/// The axis with index I of a shape.
template <class Shape, std::size_t I>
using axis_at = typename detail::shape_at<Shape, I>::type;

/// The length of the axis with index I of a shape.
template <class Shape, std::size_t I>
inline constexpr std::size_t extent_at = detail::extent_list<Shape>::value[I];

/// The tag by which the axis with index I is found again: its name's, or its index when it has no name.
template <class Shape, std::size_t I>
using tag_at =
    std::conditional_t<detail::is_dim<axis_at<Shape, I>>, index_tag<static_cast<int>(I)>, tag_of<axis_at<Shape, I>>>;

/// The length, in a shape, of the axis that has the same name as `X` (any length); 0 when it is absent.
template <class Shape, class X>
inline constexpr std::size_t extent_of = [] {
  constexpr int index = index_of<Shape, tag_of<X>>;
  if constexpr (index < 0) {
    return std::size_t{0};
  } else {
    return extent_at<Shape, static_cast<std::size_t>(index)>;
  }
}();

/// The shape of an expression.
template <class E>
using shape_of = typename std::remove_cvref_t<E>::shape_type;

}  // namespace tenon
