// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Are two sub-expressions of one type the same value? Types gave the candidates; here the objects decide.

#include <cmath>
#include <concepts>
#include <cstring>
#include <type_traits>
#include <utility>

#include <tenon/expr/node.hpp>
#include <tenon/schedule/policy.hpp>

namespace tenon::schedule {

template <class E>
bool same_value(E const& a, E const& b);

template <class Op>
bool same_op(Op const& a, Op const& b) {
  if constexpr (std::is_empty_v<Op>)
    return true;
  else if constexpr (std::equality_comparable<Op>)
    return a == b;
  else if constexpr (requires { requires std::equality_comparable<decltype(a.f)>; })
    return a.f == b.f;
  else if constexpr (std::is_trivially_copyable_v<Op>)
    // A closure that holds the same bytes does the same; at worst two equal ones are not found out.
    return std::memcmp(&a, &b, sizeof(Op)) == 0;
  else
    return &a == &b;
}

template <class... E, std::size_t... I>
bool same_operands(pack<E...> const& a, pack<E...> const& b, std::index_sequence<I...>) {
  return (same_value(get<I>(a), get<I>(b)) && ...);
}
template <class... E>
bool same_operands(pack<E...> const& a, pack<E...> const& b) {
  return same_operands(a, b, std::index_sequence_for<E...>{});
}

/// True when both read the same objects in the same way.
template <class E>
bool same_value(E const& a, E const& b) {
  if (&a == &b) return true;
  if constexpr (requires { a.lengths(); }) {
    return a.data == b.data && a.lengths() == b.lengths();
  } else if constexpr (requires { a.data; }) {
    return a.data == b.data;
  } else if constexpr (requires { requires std::is_floating_point_v<decltype(a.value)>; }) {
    return a.value == b.value && std::signbit(a.value) == std::signbit(b.value);  // 1 / 0 is not 1 / −0
  } else if constexpr (requires { a.value; }) {
    return a.value == b.value;
  } else {
    if constexpr (requires { a.op; })
      if (!same_op(a.op, b.op)) return false;
    if constexpr (requires { a.operands; })
      return same_operands(a.operands, b.operands);
    else
      return true;
  }
}

/// Is this value a part of x, at a place that was not seen yet?
template <class E, class X, class Seen>
bool occurs_unseen(E const& value, X const& x, Seen const& seen) {
  if constexpr (std::is_same_v<E, X>)
    return !seen(&x) && same_value(value, x);
  else if constexpr (occurrences<E, X>::value != 0)
    return unpack(x.operands, [&](auto const&... part) { return (occurs_unseen(value, part, seen) || ...); });
  else
    return false;
}

}  // namespace tenon::schedule
