// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Constants in an attention: around the product of queries and keys, on either of its operands, on the weights. They
// cost nothing: the kernel scales the tile of queries once, and the sum by which it divides.

#include <type_traits>
#include <utility>

#include <tenon/schedule/find.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

/// Constant factors right around the product of queries and keys: they scale the query tile and cost nothing.
template <class E, class Path>
struct constant_factor;
template <class E>
struct constant_factor<E, ints<>> {
  static constexpr bool whole = true;  // all of E is the product times a constant
  using path = ints<>;
  template <class T>
  static T value(E const&) {
    return T(1);
  }
};
template <class E>
inline constexpr bool is_constant_node = kind_of<E> == node_kind::constant;

template <class Op, class T, class S, class... Es, int H, int... P>
struct constant_factor<node::mapped<Op, T, S, Es...>, ints<H, P...>> {
  using node_type = node::mapped<Op, T, S, Es...>;
  using inner = constant_factor<tenon::detail::nth<static_cast<std::size_t>(H), Es...>, ints<P...>>;
  static constexpr bool absorbs() {
    if constexpr (sizeof...(Es) == 2 && inner::whole) {
      using other = tenon::detail::nth<H == 0 ? 1 : 0, Es...>;
      return is_constant_node<other> &&
             (std::is_same_v<Op, op::multiply> || (std::is_same_v<Op, op::divide> && H == 0));
    } else {
      return false;
    }
  }
  static constexpr bool whole = absorbs();
  using path = std::conditional_t<whole, ints<>, typename prepend<H, typename inner::path>::type>;
  template <class N>
  static N value(node_type const& e) {
    N const below = inner::template value<N>(get<static_cast<std::size_t>(H)>(e.operands));
    if constexpr (whole) {
      N const c = static_cast<N>(get < H == 0 ? 1 : 0 > (e.operands).value);
      return std::is_same_v<Op, op::multiply> ? below * c : below / c;
    } else {
      return below;
    }
  }
};
template <class E, int... P>
struct constant_factor_of_single {
  using inner = constant_factor<E, ints<P...>>;
  static constexpr bool whole = inner::whole;
  using path = std::conditional_t<whole, ints<>, typename prepend<0, typename inner::path>::type>;
};
template <class K, class S, class E, int... P>
struct constant_factor<node::viewed<K, S, E>, ints<0, P...>> : constant_factor_of_single<E, P...> {
  template <class N>
  static N value(node::viewed<K, S, E> const& e) {
    return constant_factor<E, ints<P...>>::template value<N>(get<0>(e.operands));
  }
};
template <class E, int... P>
struct constant_factor<node::unchecked<E>, ints<0, P...>> : constant_factor_of_single<E, P...> {
  template <class N>
  static N value(node::unchecked<E> const& e) {
    return constant_factor<E, ints<P...>>::template value<N>(get<0>(e.operands));
  }
};

/// An operand times a constant is the operand and a factor. Not so one that is stored for others as well (`Strip`
/// false): it is read as it is.
template <class E, bool Strip>
struct scaled_operand {
  using inner = E;
  static E const& inner_of(E const& e) { return e; }
  template <class N>
  static N value(E const&) {
    return N(1);
  }
};
template <int H, class E>
struct scaled_operand_at {
  using part = scaled_operand<std::remove_cvref_t<decltype(get<H>(std::declval<E const&>().operands))>, true>;
  using inner = typename part::inner;
  static inner const& inner_of(E const& e) { return part::inner_of(get<H>(e.operands)); }
  template <class N>
  static N value(E const& e) {
    N const c = static_cast<N>(get<1 - H>(e.operands).value);
    N const below = part::template value<N>(get<H>(e.operands));
    return std::is_same_v<decltype(e.op), op::divide> ? below / c : below * c;
  }
};
template <class T, class S, class X>
struct scaled_operand<node::mapped<op::multiply, T, S, X, node::constant<T>>, true>
    : scaled_operand_at<0, node::mapped<op::multiply, T, S, X, node::constant<T>>> {};
template <class T, class S, class X>
struct scaled_operand<node::mapped<op::multiply, T, S, node::constant<T>, X>, true>
    : scaled_operand_at<1, node::mapped<op::multiply, T, S, node::constant<T>, X>> {};
template <class T, class S, class X>
struct scaled_operand<node::mapped<op::divide, T, S, X, node::constant<T>>, true>
    : scaled_operand_at<0, node::mapped<op::divide, T, S, X, node::constant<T>>> {};

template <class E, class Policy>
using scaled = scaled_operand<E, !is_shared<E, Policy>>;

TENON_ISA_END
}  // namespace tenon::schedule
