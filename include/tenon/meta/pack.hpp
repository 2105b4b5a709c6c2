// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A tuple that is cheap to compile: plain leaves, empty elements take no room, get<I>(p) by base-class deduction.

#include <cstddef>
#include <type_traits>
#include <utility>

namespace tenon {
namespace detail {

template <std::size_t I, class T>
struct pack_leaf {
  [[no_unique_address]] T value;
};

/// Elements that are made where they stand: g++ 12 keeps copies of large ones in memory.
struct generate_t {};

template <class Sequence, class... Ts>
struct pack_leaves;
template <std::size_t... I, class... Ts>
struct pack_leaves<std::index_sequence<I...>, Ts...> : pack_leaf<I, Ts>... {
  constexpr pack_leaves() = default;
  constexpr explicit pack_leaves(std::in_place_t, Ts... values) : pack_leaf<I, Ts>{std::move(values)}... {}
  template <class F>
  __attribute__((always_inline)) constexpr pack_leaves(generate_t, F const& f)
      : pack_leaf<I, Ts>{f(std::integral_constant<std::size_t, I>{})}... {}
};

}  // namespace detail

/// The operands of a node: a minimal tuple.
template <class... Ts>
struct pack : detail::pack_leaves<std::index_sequence_for<Ts...>, Ts...> {
  static constexpr std::size_t size = sizeof...(Ts);
  constexpr pack() = default;
  constexpr explicit pack(std::in_place_t tag, Ts... values)
      : detail::pack_leaves<std::index_sequence_for<Ts...>, Ts...>(tag, std::move(values)...) {}
  /// Element I is f(std::integral_constant<std::size_t, I>).
  template <class F>
  __attribute__((always_inline)) constexpr pack(detail::generate_t tag, F const& f)
      : detail::pack_leaves<std::index_sequence_for<Ts...>, Ts...>(tag, f) {}
};

/// Packs values.
template <class... Ts>
[[nodiscard]] constexpr pack<Ts...> make_pack(Ts... values) {
  return pack<Ts...>(std::in_place, std::move(values)...);
}

/// The element with index I of a pack.
template <std::size_t I, class T>
[[nodiscard]] constexpr T const& get(detail::pack_leaf<I, T> const& leaf) {
  return leaf.value;
}
template <std::size_t I, class T>
[[nodiscard]] constexpr T& get(detail::pack_leaf<I, T>& leaf) {
  return leaf.value;
}

/// Calls f(get<0>(p), get<1>(p), …).
template <class F, class... Ts>
constexpr decltype(auto) unpack(pack<Ts...> const& values, F&& f) {
  return [&]<std::size_t... I>(std::index_sequence<I...>)->decltype(auto) {
    return f(get<I>(values)...);
  }
  (std::index_sequence_for<Ts...>{});
}

}  // namespace tenon
