// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Run-time values that can be wrong: ids of a table, lengths of a mask. All are looked at before anything is written.

#include <stdexcept>

#include <tenon/schedule/operand.hpp>
#include <tenon/shape/text.hpp>
#include <tenon/tensor/error.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

/// Does running E look at ids or lengths, and so may throw?
template <class E>
inline constexpr bool checks_values = false;
template <class Operands>
inline constexpr bool any_checks = false;
template <class... E>
inline constexpr bool any_checks<pack<E...>> = (checks_values<E> || ...);
template <class E>
  requires requires {
    &E::operands;
  }
inline constexpr bool checks_values<E> =
    any_checks<decltype(E::operands)> ||
    (kind_of<E> == node_kind::leaf && tenon::detail::has_bounded<typename E::shape_type>);
template <class Shape, int I, class Table, class Ids>
inline constexpr bool checks_values<node::taken<Shape, I, Table, Ids>> = true;

template <class T, class S, class Position, class Length>
inline constexpr bool checks_values<node::mapped<op::within_length, T, S, Position, Length>> = true;

/// An operand over its own axes, in memory.
template <class X, class Policy>
using own_value =
    typename memory_operand<X, typename X::shape_type,
                            chain<link<node::view::relabeled, extents_of<typename X::shape_type>>>, Policy>::type;

template <class X, std::size_t Axis = 0, class Leaf, class Lengths, class F>
void each_element(Leaf leaf, Lengths const& lengths, F const& f) {
  if constexpr (Axis == X::shape_type::rank) {
    f(*leaf.p);
  } else {
    std::ptrdiff_t const end =
        lengths.template end<Axis>(static_cast<std::ptrdiff_t>(extent_at<typename X::shape_type, Axis>));
    for (std::ptrdiff_t i = 0; i < end; ++i) {
      each_element<X, Axis + 1>(leaf, lengths, f);
      leaf.template advance<Axis>(1);
    }
  }
}

/// The checks of one node and all below it; `Axes` are the node's where it stands.
template <class E, class Axes, class Policy>
struct check {
  template <class... X>
  static constexpr cost below(pack<X...> const*) {
    return (cost{} + ... + check<X, shape_within<Axes, X>, Policy>::info);
  }
  static constexpr cost cost_of() {
    if constexpr (checks_values<E>)
      return below(static_cast<decltype(E::operands) const*>(nullptr));
    else
      return {};
  }
  static constexpr cost info = cost_of();

  static void run(E const& e, context& ctx) {
    if constexpr (checks_values<E>)
      unpack(e.operands, [&ctx](auto const&... x) {
        (check<std::remove_cvref_t<decltype(x)>, shape_within<Axes, std::remove_cvref_t<decltype(x)>>, Policy>::run(
             x, ctx),
         ...);
      });
  }
};

template <class Shape, int I, class Table, class Ids, class Axes, class Policy>
struct check<node::taken<Shape, I, Table, Ids>, Axes, Policy> {
  using ids = own_value<Ids, Policy>;
  // In the order of evaluation.
  static constexpr cost info = check<Table, typename Table::shape_type, Policy>::info +
                               check<Ids, typename Ids::shape_type, Policy>::info + ids::info;

  static void run(node::taken<Shape, I, Table, Ids> const& e, context& ctx) {
    check<Table, typename Table::shape_type, Policy>::run(get<0>(e.operands), ctx);
    check<Ids, typename Ids::shape_type, Policy>::run(get<1>(e.operands), ctx);
    using axis = axis_at<typename Table::shape_type, static_cast<std::size_t>(I)>;
    std::size_t rows = axis::extent;
    if constexpr (tenon::detail::is_bounded<axis>)
      rows = static_cast<std::size_t>(length_of<tag_of<axis>>(get<0>(e.operands)));
    auto const look = [rows](auto id) {
      if (std::cmp_less(id, 0) || std::cmp_greater_equal(id, rows))
        tenon::detail::fail<std::out_of_range>("tenon: take: id ", id, " is not in the table: expected 0 to ", rows - 1,
                                               " along ", axis_text<axis>());
    };
    each_element<Ids>(ids::bind(get<1>(e.operands), ctx),
                      lengths_along<typename Ids::shape_type, whole>(get<1>(e.operands), ctx), look);
  }
};

template <class T, class S, class Position, class Length, class Axes, class Policy>
struct check<node::mapped<op::within_length, T, S, Position, Length>, Axes, Policy> {
  static constexpr bool fixed_length = kind_of<Length> == node_kind::constant;
  template <class L>
  static constexpr cost cost_of() {
    if constexpr (fixed_length)
      return {};
    else
      return check<L, typename L::shape_type, Policy>::info + own_value<L, Policy>::info;
  }
  static constexpr cost info = cost_of<Length>();

  static void run(node::mapped<op::within_length, T, S, Position, Length> const& e, context& ctx) {
    using tag = typename first_tag<typename Position::free_axes>::type;
    constexpr int index = index_of<Axes, tag>;
    using axis = axis_at<Axes, static_cast<std::size_t>(index)>;
    auto const look = [](auto n) {
      if (std::cmp_less(n, 0) || std::cmp_greater(n, axis::extent))
        tenon::detail::fail<std::out_of_range>("tenon: key_length: the length ", n, " does not fit: expected 0 to ",
                                               axis::extent, " along ", axis_text<axis>());
    };
    if constexpr (fixed_length) {
      look(get<1>(e.operands).value);
    } else {
      check<Length, typename Length::shape_type, Policy>::run(get<1>(e.operands), ctx);
      each_element<Length>(own_value<Length, Policy>::bind(get<1>(e.operands), ctx),
                           lengths_along<typename Length::shape_type, whole>(get<1>(e.operands), ctx), look);
    }
  }

 private:
  template <class Tags>
  struct first_tag;
  template <class Tag, class... Rest>
  struct first_tag<tags<Tag, Rest...>> {
    using type = Tag;
  };
};

TENON_ISA_END
}  // namespace tenon::schedule
