// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The shape of the result of every operation, computed from the operands' shapes; laws are checked elsewhere, before.

#include <cstddef>
#include <type_traits>
#include <utility>

#include <tenon/meta/ints.hpp>
#include <tenon/meta/list.hpp>
#include <tenon/meta/tags.hpp>
#include <tenon/shape/shape.hpp>

namespace tenon::detail {

template <bool Keep, class A>
using axis_if = std::conditional_t<Keep, shape<A>, shape<>>;

/// The axes with the indices given, in that order.
template <class S, class Indices>
struct select;
template <class S, int... I>
struct select<S, ints<I...>> {
  using type = shape<axis_at<S, static_cast<std::size_t>(I)>...>;
};

/// The shape without the axes with the indices given.
template <class S, class Indices, class Sequence = std::make_index_sequence<S::rank>>
struct without;
template <class S, class Indices, std::size_t... J>
struct without<S, Indices, std::index_sequence<J...>> {
  using type =
      typename join<shape,
                    axis_if<!ints_contain<Indices>::template value<static_cast<int>(J)>, axis_at<S, J>>...>::type;
};

/// The shape with one axis replaced by some axes (given as a shape).
template <class S, int I, class Axes, class Sequence = std::make_index_sequence<S::rank>>
struct replace;
template <class S, int I, class Axes, std::size_t... J>
struct replace<S, I, Axes, std::index_sequence<J...>> {
  using type = typename join<shape, std::conditional_t<static_cast<int>(J) == I, Axes, shape<axis_at<S, J>>>...>::type;
};

/// The result of dot: a's axes in order without those summed, then those of b that a does not have.
template <class A, class B, class Summed>
struct dot_shape;
template <class... A, class... B, class... K>
struct dot_shape<shape<A...>, shape<B...>, tags<K...>> {
  using type =
      typename join<shape, axis_if<!is_one_of<tag_of<A>, K...>, A>...,
                    axis_if<!is_one_of<tag_of<B>, K...> && (index_of<shape<A...>, tag_of<B>> < 0), B>...>::type;
};

/// The axes of a shape that have a tag of a set.
template <class S, class Tags>
struct axes_tagged;
template <class... A, class... Ts>
struct axes_tagged<shape<A...>, tags<Ts...>> {
  using type = typename join<shape, axis_if<!is_dim<A> && is_one_of<tag_of<A>, Ts...>, A>...>::type;
};

/// The axes that two shapes share, but those summed.
template <class A, class B, class Summed>
struct shared_tags;
template <class... A, class B, class... K>
struct shared_tags<shape<A...>, B, tags<K...>> {
  using type = tags_union<std::conditional_t<!is_dim<A> && !is_one_of<tag_of<A>, K...> && (index_of<B, tag_of<A>> >= 0),
                                             tags<tag_of<A>>, tags<>>...>;
};

/// The result of matmul: the left shape with its last axis replaced by the last axis of the right one.
template <class A, class B>
using matmul_shape = typename replace<A, static_cast<int>(A::rank) - 1, shape<axis_at<B, B::rank - 1>>>::type;

/// The axes in the order in which another shape has them, as indices into the first: P_j is where `To`'s axis j stands.
template <class From, class To>
struct order_by_name;
template <class From, class... B>
struct order_by_name<From, shape<B...>> {
  using type = ints<index_of<From, tag_of<B>>...>;
};

/// A named axis, or dim, with another length.
template <class Axis, std::size_t N>
struct resized {
  using type = typename Axis::template with<N>;
};
template <std::size_t M, std::size_t N>
struct resized<dim<M>, N> {
  using type = dim<N>;
};

/// The free axes that a shape does not have.
template <class Shape>
struct absent_from {
  template <class Tag>
  struct test {
    static constexpr bool value = index_of<Shape, Tag> < 0;
  };
};
template <class Free, class Shape>
struct still_free {
  using type = typename tags_filter<Free, absent_from<Shape>::template test>::type;
};
template <class Shape>
struct still_free<tags<>, Shape> {
  using type = tags<>;
};

/// The axis with an index, or dim<1> when there is none.
template <class S, int I>
struct axis_or_none {
  using type = axis_at<S, static_cast<std::size_t>(I)>;
};
template <class S, int I>
  requires(I < 0)
struct axis_or_none<S, I> {
  using type = dim<1>;
};

/// What merge makes: the axes Tags... but the last, which is the name of the result.
template <class S, class... Tags>
struct merging {
  static constexpr std::size_t count = sizeof...(Tags) - 1;
  using into = nth<count, Tags...>;
  template <class Sequence>
  struct leading;
  template <std::size_t... I>
  struct leading<std::index_sequence<I...>> {
    using axes = tags<nth<I, Tags...>...>;
    // As the shape has them; an absent one has no length.
    using type = shape<typename nth<I, Tags...>::template with<extent_of<S, nth<I, Tags...>>>...>;
    static constexpr std::size_t size = (std::size_t{1} * ... * extent_of<S, nth<I, Tags...>>);
    static constexpr int first = index_of<S, nth<0, Tags...>>;
  };
  using lead = leading<std::make_index_sequence<count>>;
  using axes = typename lead::type;
  using leading_tags = typename lead::axes;
  using merged = typename into::template with<lead::size>;
  template <class Sequence>
  struct pieces;
  template <std::size_t... J>
  struct pieces<std::index_sequence<J...>> {
    using type = typename join<
        shape, std::conditional_t<static_cast<int>(J) == lead::first, shape<merged>,
                                  axis_if<!tags_contain<leading_tags, tag_of<axis_at<S, J>>>, axis_at<S, J>>>...>::type;
  };
  using result = typename pieces<std::make_index_sequence<S::rank>>::type;
};

/// A positional shape with names: the names' axes with the shape's lengths.
template <class S, class... Tags>
struct named_as;
template <class... A, class... Tags>
  requires(sizeof...(A) == sizeof...(Tags))
struct named_as<shape<A...>, Tags...> {
  using type = shape<typename Tags::template with<A::extent>...>;
};

/// A shape without its names.
template <class S>
struct nameless;
template <class... A>
struct nameless<shape<A...>> {
  using type = shape<dim<A::extent>...>;
};

/// 0, 1, …, R−1, R−2: the order of transpose.
template <class S, class Sequence = std::make_integer_sequence<int, static_cast<int>(S::rank)>>
struct last_two_exchanged;
template <class S, int... I>
struct last_two_exchanged<S, std::integer_sequence<int, I...>> {
  static constexpr int rank = static_cast<int>(S::rank);
  using type = ints<(I == rank - 1 ? rank - 2 : I == rank - 2 ? rank - 1 : I)...>;
};

/// The axes given, then those of the tensor that were not given.
template <class From, class To>
struct expanded_names;
template <class... A, class... B>
struct expanded_names<shape<A...>, shape<B...>> {
  using type = typename join<shape, shape<B...>, axis_if<(index_of<shape<B...>, tag_of<A>> < 0), A>...>::type;
};

/// The axes given that the tensor does not have.
template <class From, class To>
struct axes_added;
template <class From, class... B>
struct axes_added<From, shape<B...>> {
  using type = typename join<shape, shape<>, axis_if<(index_of<From, tag_of<B>> < 0), B>...>::type;
};

}  // namespace tenon::detail
