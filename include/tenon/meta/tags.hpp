// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Sets of types, small and unordered: the axes that are summed, free axes, provenance.

#include <cstddef>
#include <type_traits>

namespace tenon {

/// A set of axis tags.
template <class... Ts>
struct tags {
  static constexpr std::size_t size = sizeof...(Ts);
};

namespace detail {

template <class T, class... Ts>
inline constexpr bool is_one_of = (std::is_same_v<T, Ts> || ...);

template <class Set, class T>
inline constexpr bool tags_contain = false;
template <class... Ts, class T>
inline constexpr bool tags_contain<tags<Ts...>, T> = is_one_of<T, Ts...>;

template <class Set, class T, bool Present>
struct tags_add;
template <class... Ts, class T>
struct tags_add<tags<Ts...>, T, true> {
  using type = tags<Ts...>;
};
template <class... Ts, class T>
struct tags_add<tags<Ts...>, T, false> {
  using type = tags<Ts..., T>;
};

template <class Set, class Other>
struct tags_merge;
template <class Set>
struct tags_merge<Set, tags<>> {
  using type = Set;
};
template <class Set, class T, class... Ts>
struct tags_merge<Set, tags<T, Ts...>> {
  using type = typename tags_merge<typename tags_add<Set, T, tags_contain<Set, T>>::type, tags<Ts...>>::type;
};

template <class... Sets>
struct tags_union_of {
  using type = tags<>;
};
template <class Set>
struct tags_union_of<Set> {
  using type = Set;
};
template <class A, class B, class... Rest>
struct tags_union_of<A, B, Rest...> : tags_union_of<typename tags_merge<A, B>::type, Rest...> {};

/// The union of sets of tags.
template <class... Sets>
using tags_union = typename tags_union_of<Sets...>::type;

/// True when every tag of the first set is in the second.
template <class Set, class Other>
inline constexpr bool tags_within = false;
template <class... Ts, class Other>
inline constexpr bool tags_within<tags<Ts...>, Other> = (tags_contain<Other, Ts> && ...);

/// True when two sets have the same tags.
template <class A, class B>
inline constexpr bool tags_same = tags_within<A, B>&& tags_within<B, A>;

template <class Set, template <class> class Predicate>
struct tags_filter;
template <template <class> class Predicate>
struct tags_filter<tags<>, Predicate> {
  using type = tags<>;
};
template <class T, class... Ts, template <class> class Predicate>
struct tags_filter<tags<T, Ts...>, Predicate> {
  using type = tags_union<std::conditional_t<Predicate<T>::value, tags<T>, tags<>>,
                          typename tags_filter<tags<Ts...>, Predicate>::type>;
};

}  // namespace detail
}  // namespace tenon
