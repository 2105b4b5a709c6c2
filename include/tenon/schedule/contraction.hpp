// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Products of either world in one form: which axes of the two operands are which axes of the result, and which are
// summed.

#include <cstddef>
#include <utility>

#include <tenon/schedule/views.hpp>

namespace tenon::schedule {

template <class E>
inline constexpr bool is_product = false;

/// For a product: `A`, `B`, `out` (shape), `summed` (extents), and for each result axis and then each summed axis its
/// index in A and in B, or −1.
template <class E>
struct contraction;

template <class Shape, class... K, class X, class Y>
inline constexpr bool is_product<node::contracted<Shape, tags<K...>, X, Y>> = true;

template <class Shape, class... K, class X, class Y>
struct contraction<node::contracted<Shape, tags<K...>, X, Y>> {
  using A = X;
  using B = Y;
  using out = Shape;
  static constexpr std::size_t out_rank = Shape::rank;
  static constexpr std::size_t sums = sizeof...(K);
  using summed = ints<static_cast<int>(
      extent_at<typename X::shape_type, static_cast<std::size_t>(index_of<typename X::shape_type, K>)>)...>;
  using summed_axes =
      shape<axis_at<typename X::shape_type, static_cast<std::size_t>(index_of<typename X::shape_type, K>)>...>;
  using summed_tags = tags<K...>;
  template <class Operand>
  using map = typename tenon::detail::ints_join<typename axis_map<Shape, typename Operand::shape_type>::type,
                                                ints<index_of<typename Operand::shape_type, K>...>>::type;
  using a_map = map<X>;
  using b_map = map<Y>;
};

template <class Shape, class X, class Y>
inline constexpr bool is_product<node::multiplied<Shape, X, Y>> = true;

template <class Shape, class X, class Y>
struct contraction<node::multiplied<Shape, X, Y>> {
  using A = X;
  using B = Y;
  using out = Shape;
  static constexpr int r = static_cast<int>(Shape::rank);
  static constexpr int rb = static_cast<int>(Y::shape_type::rank);
  static constexpr std::size_t out_rank = Shape::rank;
  static constexpr std::size_t sums = 1;
  using summed = ints<static_cast<int>(extent_at<typename X::shape_type, Shape::rank - 1>)>;
  using summed_axes = shape<>;  // without names: no length is known only at run time
  using summed_tags = tags<>;
  template <std::size_t... I>
  static constexpr auto left(std::index_sequence<I...>) {
    return ints<(static_cast<int>(I) == r - 1 ? -1 : static_cast<int>(I))..., r - 1>{};
  }
  // A right operand of rank 2 serves every batch.
  template <std::size_t... I>
  static constexpr auto right(std::index_sequence<I...>) {
    return ints<(static_cast<int>(I) == r - 1   ? rb - 1
                 : static_cast<int>(I) == r - 2 ? -1
                 : rb == 2                      ? -1
                                                : static_cast<int>(I))...,
                rb - 2>{};
  }
  using a_map = decltype(left(std::make_index_sequence<Shape::rank>{}));
  using b_map = decltype(right(std::make_index_sequence<Shape::rank>{}));
};

/// Follows a path of operand indices from a root to its driver: the node, its axes, the views between.
template <class E, class Axes, class Chain, class Path>
struct follow;
template <class E, class Axes, class Chain>
struct follow<E, Axes, Chain, ints<>> {
  using node_type = E;
  using axes = Axes;
  using links = Chain;
  static constexpr E const& get_from(E const& e) { return e; }
};
template <class Op, class T, class S, class... Es, class Axes, class Chain, int H, int... P>
struct follow<node::mapped<Op, T, S, Es...>, Axes, Chain, ints<H, P...>> {
  using child = tenon::detail::nth<static_cast<std::size_t>(H), Es...>;
  using child_axes = shape_within<Axes, child>;
  using rest = follow<child, child_axes, extend<Chain, align_link<Axes, child_axes>>, ints<P...>>;
  using node_type = typename rest::node_type;
  using axes = typename rest::axes;
  using links = typename rest::links;
  static constexpr node_type const& get_from(node::mapped<Op, T, S, Es...> const& e) {
    return rest::get_from(get<static_cast<std::size_t>(H)>(e.operands));
  }
};
template <class K, class S, class E, class Axes, class Chain, int... P>
struct follow<node::viewed<K, S, E>, Axes, Chain, ints<0, P...>> {
  using rest = follow<E, typename E::shape_type, extend<Chain, link<K, extents_of<Axes>>>, ints<P...>>;
  using node_type = typename rest::node_type;
  using axes = typename rest::axes;
  using links = typename rest::links;
  static constexpr node_type const& get_from(node::viewed<K, S, E> const& e) {
    return rest::get_from(get<0>(e.operands));
  }
};
template <class E, class Axes, class Chain, int... P>
struct follow<node::unchecked<E>, Axes, Chain, ints<0, P...>> {
  using rest = follow<E, Axes, Chain, ints<P...>>;
  using node_type = typename rest::node_type;
  using axes = typename rest::axes;
  using links = typename rest::links;
  static constexpr node_type const& get_from(node::unchecked<E> const& e) { return rest::get_from(get<0>(e.operands)); }
};

}  // namespace tenon::schedule
