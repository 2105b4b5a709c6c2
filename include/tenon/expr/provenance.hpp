// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What an expression means beyond its shape: over which axis it is a distribution, which axes both factors of the
// product it comes from share, and along which axis its features were rotated, and how. `dot` refuses what these
// contradict; `unchecked` ends them.

#include <cstddef>
#include <type_traits>
#include <utility>

#include <tenon/expr/node.hpp>
#include <tenon/expr/op.hpp>
#include <tenon/shape/laws.hpp>

namespace tenon {

/// What is known of an expression: nothing, unless it is one of the nodes below.
template <class E>
struct provenance {
  using distribution = tags<>;
  using shared = tags<>;
  using rotation = tags<>;
};

/// The features along the axis with this tag were rotated, so paired.
template <class Tag, class Pairing>
struct turned {};

/// The axis, if any, over which the expression is a distribution, as a set of tags.
template <class E>
using distribution_of = typename provenance<std::remove_cvref_t<E>>::distribution;

/// The axes that both factors of the product had in common, from which the expression was made.
template <class E>
using shared_axes_of = typename provenance<std::remove_cvref_t<E>>::shared;

/// The axes along which the features were rotated, as a set of `turned<Tag, Pairing>`.
template <class E>
using rotations_of = typename provenance<std::remove_cvref_t<E>>::rotation;

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

template <class Set, class Carried>
struct carry_rotation;
template <class... Ts, class... Ps, class Carried>
struct carry_rotation<tags<turned<Ts, Ps>...>, Carried> {
  template <class Set, class Pairing>
  struct again;
  template <class... Us, class Pairing>
  struct again<tags<Us...>, Pairing> {
    using type = tags<turned<Us, Pairing>...>;
  };
  // As a distribution: an axis that is cut or split is another one.
  using type = tags_union<typename again<typename Carried::template one<Ts, true>, Ps>::type...>;
};

/// How the axis with a tag was rotated.
template <class Set, class Tag>
struct pairing_in {
  using type = not_rotated;
};
template <class Tag, class Pairing, class... Rest>
struct pairing_in<tags<turned<Tag, Pairing>, Rest...>, Tag> {
  using type = Pairing;
};
template <class First, class... Rest, class Tag>
struct pairing_in<tags<First, Rest...>, Tag> : pairing_in<tags<Rest...>, Tag> {};

/// The first of some axes along which two sets of rotations differ; otherwise the last.
template <class L, class R, class Tag, class... Rest>
struct first_unlike {
  using left = typename pairing_in<L, Tag>::type;
  using right = typename pairing_in<R, Tag>::type;
  static constexpr auto find() {
    if constexpr (!std::is_same_v<left, right> || sizeof...(Rest) == 0)
      return std::type_identity<first_unlike<L, R, Tag>>{};
    else
      return std::type_identity<typename first_unlike<L, R, Rest...>::type>{};
  }
  using tag = Tag;
  using type = typename decltype(find())::type;
};
template <class L, class R, class Tag>
struct first_unlike<L, R, Tag> {
  using left = typename pairing_in<L, Tag>::type;
  using right = typename pairing_in<R, Tag>::type;
  using tag = Tag;
  using type = first_unlike;
};

template <class L, class R, class... Tag>
inline constexpr bool rotated_alike_along =
    (std::is_same_v<typename pairing_in<L, Tag>::type, typename pairing_in<R, Tag>::type> && ...);

/// The part of a set of rotations along axes that a shape lacks.
template <class Set, class Shape>
struct rotations_beside;
template <class... Ts, class... Ps, class Shape>
struct rotations_beside<tags<turned<Ts, Ps>...>, Shape> {
  using type = tags_union<std::conditional_t<(index_of<Shape, Ts> < 0), tags<turned<Ts, Ps>>, tags<>>...>;
};

// ---- Elementwise: linear operations keep a rotation; scaling, by anything that is the same for all features; sums,
// ---- and choices, of what was rotated alike.

template <class E>
inline constexpr bool is_one_number = shape_of<E>::rank == 0 && E::free_axes::size == 0;

template <class... Es>
struct rotated_alike {
  using type = tags<>;
};
template <class A>
struct rotated_alike<A> {
  using type = rotations_of<A>;
};
template <class A, class B>
struct rotated_alike<A, B> {
  using type = std::conditional_t<tags_same<rotations_of<A>, rotations_of<B>>, rotations_of<A>, tags<>>;
};
template <class Op, class... Es>
struct still_rotated {
  using type = tags<>;
};
template <class A, class B>
struct still_rotated<op::multiply, A, B> {
  using type = tags_union<typename rotations_beside<rotations_of<A>, shape_of<B>>::type,
                          typename rotations_beside<rotations_of<B>, shape_of<A>>::type>;
};
template <class A, class B>
struct still_rotated<op::divide, A, B> : rotations_beside<rotations_of<A>, shape_of<B>> {};
template <class A>
struct still_rotated<op::negate, A> : rotated_alike<A> {};
template <class T, class A>
struct still_rotated<op::cast<T>, A> : rotated_alike<A> {};
template <class A, class B>
struct still_rotated<op::add, A, B> : rotated_alike<A, B> {};
template <class A, class B>
struct still_rotated<op::subtract, A, B> : rotated_alike<A, B> {};
template <class C, class A, class B>
struct still_rotated<op::where, C, A, B> {
  // A number in place of a whole row of features.
  using type =
      std::conditional_t<is_one_number<A>, rotations_of<B>,
                         std::conditional_t<is_one_number<B>, rotations_of<A>, typename rotated_alike<A, B>::type>>;
};

// ---- Elementwise: scaling by a scalar and cast keep a distribution, and so does dropping elements at random.

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
  using rotation = typename detail::still_rotated<Op, Es...>::type;
};

template <class Kind, class Shape, class E>
struct provenance<node::viewed<Kind, Shape, E>> {
  using carried = detail::carried<shape_of<E>, Shape, Kind>;
  using distribution = typename detail::carry<distribution_of<E>, carried, true>::type;
  using shared = typename detail::carry<shared_axes_of<E>, carried, false>::type;
  using rotation = typename detail::carry_rotation<rotations_of<E>, carried>::type;
};

template <class Rotations, class Shape, class E>
struct provenance<node::viewed<node::view::remembered<Rotations>, Shape, E>> {
  using distribution = distribution_of<E>;
  using shared = shared_axes_of<E>;
  using rotation = Rotations;
};

template <class Op, int I, int P, class E>
struct provenance<node::rotated<Op, I, P, E>> {
  using distribution = tags<>;
  using shared = shared_axes_of<E>;
  using rotation =
      detail::tags_union<rotations_of<E>,
                         tags<turned<tag_at<shape_of<E>, static_cast<std::size_t>(I)>, typename Op::pairing>>>;
};

template <class Shape, class KTags, class A, class B>
struct provenance<node::contracted<Shape, KTags, A, B>> {
  using distribution = tags<>;
  using shared = typename detail::shared_tags<shape_of<A>, shape_of<B>, KTags>::type;
  using rotation = tags<>;
};

template <class Op, int I, class E>
struct provenance<node::normalized<Op, I, E>> {
  using axis_tag = tag_at<shape_of<E>, static_cast<std::size_t>(I)>;
  using distribution =
      std::conditional_t<std::is_same_v<Op, op::softmax> && !detail::is_index_tag<axis_tag>, tags<axis_tag>, tags<>>;
  using shared = shared_axes_of<E>;
  using rotation = tags<>;
};

template <class E>
struct provenance<node::materialized<E>> : provenance<E> {};

/// Joined along another axis, distributions stay one, and what was rotated alike; what the factors of any operand
/// shared stays shared.
template <class Shape, int I, class E, class... Es>
struct provenance<node::concatenated<Shape, I, E, Es...>> {
  using joined = tag_at<Shape, static_cast<std::size_t>(I)>;
  using distribution = std::conditional_t<(!detail::tags_contain<distribution_of<E>, joined> && ... &&
                                           detail::tags_same<distribution_of<E>, distribution_of<Es>>),
                                          distribution_of<E>, tags<>>;
  using shared = detail::tags_union<shared_axes_of<E>, shared_axes_of<Es>...>;
  using others = detail::carried<shape_of<E>, Shape, node::view::sliced<I, 0>>;
  using rotation = std::conditional_t<(detail::tags_same<rotations_of<E>, rotations_of<Es>> && ...),
                                      typename detail::carry_rotation<rotations_of<E>, others>::type, tags<>>;
};

/// Looked up, whole rows stay what they were: only the axis that the ids replace is another one.
template <class Shape, int I, class Table, class Ids>
struct provenance<node::taken<Shape, I, Table, Ids>> {
  using others = detail::carried<shape_of<Table>, Shape, node::view::sliced<I, 0>>;
  using distribution = typename detail::carry<distribution_of<Table>, others, true>::type;
  using shared = typename detail::carry<shared_axes_of<Table>, others, true>::type;
  using rotation = typename detail::carry_rotation<rotations_of<Table>, others>::type;
};

}  // namespace tenon
