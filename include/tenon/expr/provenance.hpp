// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What an expression means beyond its shape: over which axis it is a distribution, and which axes both factors of the
// product it comes from share. `dot` refuses what these contradict; `unchecked` ends them.

#include <cstddef>
#include <type_traits>
#include <utility>

#include <tenon/expr/node.hpp>
#include <tenon/expr/op.hpp>

namespace tenon {

/// What is known of an expression: nothing, unless it is one of the nodes below.
template <class E>
struct provenance {
  using distribution = tags<>;
  using shared = tags<>;
};

/// The axis, if any, over which the expression is a distribution, as a set of tags.
template <class E>
using distribution_of = typename provenance<std::remove_cvref_t<E>>::distribution;

/// The axes that both factors of the product had in common, from which the expression was made.
template <class E>
using shared_axes_of = typename provenance<std::remove_cvref_t<E>>::shared;

namespace detail {

// ---- Tags through a change of shape: which tag a tag of the operand becomes, if it lives on.

template <class From, class To, class Kind>
struct carried {
  // permuted, expanded, sliced: names stay.
  template <class Tag, bool Distribution>
  using one = std::conditional_t<(index_of<To, Tag> >= 0), tags<Tag>, tags<>>;
};
template <class From, class To, int I, int Begin>
struct carried<From, To, node::view::sliced<I, Begin>> {
  template <class Tag, bool Distribution>
  using one = std::conditional_t<Distribution && index_of<From, Tag> == I, tags<>, tags<Tag>>;
};
template <class From, class To>
struct carried<From, To, node::view::relabeled> {
  template <class Tag, int I>
  struct at {
    using type = tags<tag_at<To, static_cast<std::size_t>(I)>>;
  };
  template <class Tag>
  struct at<Tag, -1> {
    using type = tags<>;
  };
  template <class Tag, bool Distribution>
  using one = std::conditional_t<all_named<To>, typename at<Tag, index_of<From, Tag>>::type, tags<>>;
};
template <class... A, class... B>
struct carried<shape<A...>, shape<B...>, node::view::reshaped> {
  using From = shape<A...>;
  using To = shape<B...>;
  // A split axis lives on in its parts, merged axes in what they became: the axes that are new, and one of the old
  // name with another length.
  using added =
      tags_union<std::conditional_t<(is_dim<B> || index_of<From, tag_of<B>> >= 0), tags<>, tags<tag_of<B>>>...>;
  template <class Tag>
  using kept = std::conditional_t<(index_of<To, Tag> >= 0), tags<Tag>, tags<>>;
  template <class Tag, bool Distribution>
  using one = std::conditional_t<(index_of<To, Tag> >= 0 && extent_of<To, Tag> == extent_of<From, Tag>), tags<Tag>,
                                 std::conditional_t<Distribution, tags<>, tags_union<added, kept<Tag>>>>;
};

template <class Set, class Carried, bool Distribution>
struct carry;
template <class... Ts, class Carried, bool Distribution>
struct carry<tags<Ts...>, Carried, Distribution> {
  using type = tags_union<typename Carried::template one<Ts, Distribution>...>;
};

// ---- Elementwise: scaling by a scalar and cast keep a distribution, and so does dropping elements at random.

template <class E>
inline constexpr bool is_one_number = shape_of<E>::rank == 0 && E::free_axes::size == 0;

template <class Op, class... Es>
struct scaled {
  using type = tags<>;
};
template <class A, class B>
struct scaled<op::multiply, A, B> {
  using type = std::conditional_t<is_one_number<B>, distribution_of<A>,
                                  std::conditional_t<is_one_number<A>, distribution_of<B>, tags<>>>;
};
template <class A, class B>
struct scaled<op::divide, A, B> {
  using type = std::conditional_t<is_one_number<B>, distribution_of<A>, tags<>>;
};
/// A condition whose function says that what it drops leaves a distribution one, on average.
template <class E>
inline constexpr bool drops_at_random = false;
template <class F, class T, class Shape, class... Es>
requires F::keeps_distributions inline constexpr bool drops_at_random<node::mapped<op::call<F>, T, Shape, Es...>> =
    true;
template <class C, class A, class B>
struct scaled<op::where, C, A, B> {
  using type = std::conditional_t<drops_at_random<C> && is_one_number<B>, distribution_of<A>, tags<>>;
};
template <class T, class A>
struct scaled<op::cast<T>, A> {
  using type = distribution_of<A>;
};

}  // namespace detail

template <class Op, class T, class Shape, class... Es>
struct provenance<node::mapped<Op, T, Shape, Es...>> {
  using distribution = typename detail::scaled<Op, Es...>::type;
  using shared = detail::tags_union<shared_axes_of<Es>...>;
};

template <class Kind, class Shape, class E>
struct provenance<node::viewed<Kind, Shape, E>> {
  using carried = detail::carried<shape_of<E>, Shape, Kind>;
  using distribution = typename detail::carry<distribution_of<E>, carried, true>::type;
  using shared = typename detail::carry<shared_axes_of<E>, carried, false>::type;
};

template <class Shape, class KTags, class A, class B>
struct provenance<node::contracted<Shape, KTags, A, B>> {
  using distribution = tags<>;
  using shared = typename detail::shared_tags<shape_of<A>, shape_of<B>, KTags>::type;
};

template <class Op, int I, class E>
struct provenance<node::normalized<Op, I, E>> {
  using axis_tag = tag_at<shape_of<E>, static_cast<std::size_t>(I)>;
  using distribution =
      std::conditional_t<std::is_same_v<Op, op::softmax> && !detail::is_index_tag<axis_tag>, tags<axis_tag>, tags<>>;
  using shared = shared_axes_of<E>;
};

template <class E>
struct provenance<node::materialized<E>> : provenance<E> {};

/// Joined along another axis, distributions stay one; what the factors of any operand shared stays shared.
template <class Shape, int I, class E, class... Es>
struct provenance<node::concatenated<Shape, I, E, Es...>> {
  using joined = tag_at<Shape, static_cast<std::size_t>(I)>;
  using distribution = std::conditional_t<(!detail::tags_contain<distribution_of<E>, joined> && ... &&
                                           detail::tags_same<distribution_of<E>, distribution_of<Es>>),
                                          distribution_of<E>, tags<>>;
  using shared = detail::tags_union<shared_axes_of<E>, shared_axes_of<Es>...>;
};

/// Looked up, whole rows stay what they were: only the axis that the ids replace is another one.
template <class Shape, int I, class Table, class Ids>
struct provenance<node::taken<Shape, I, Table, Ids>> {
  using others = detail::carried<shape_of<Table>, Shape, node::view::sliced<I, 0>>;
  using distribution = typename detail::carry<distribution_of<Table>, others, true>::type;
  using shared = typename detail::carry<shared_axes_of<Table>, others, true>::type;
};

}  // namespace tenon
