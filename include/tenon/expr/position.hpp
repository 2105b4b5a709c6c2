// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The index along an axis as an expression, and the masks that are made of it. A position has no length of its own: it
// takes it from the operand it meets.

#include <tenon/expr/elementwise.hpp>

namespace tenon {

/// The index along a named axis, an `int`; free in that axis until it meets a tensor that has it.
/// Example: `where(position<key>() <= position<seq>(), scores, -inf)`
template <template <std::size_t> class Axis>
[[nodiscard]] constexpr auto position() {
  return node::positions<tag_of<Axis<1>>>{};
}

/// The index along axis I, counted from the end when negative, of the positional operand it meets.
template <int I>
[[nodiscard]] constexpr auto position() {
  return node::positions<index_tag<I>>{};
}

namespace detail {

template <class T, class Positions>
constexpr auto counted(Positions positions) {
  return cast<T>(positions);
}

// The type in which positions are compared with a length or an offset: its own when it is a tensor of integers.
template <class E>
struct count_type {
  using type = value_of<E>;
};
template <Scalar S>
struct count_type<S> {
  using type = int;
};
template <class E>
using count_value = typename count_type<std::remove_cvref_t<E>>::type;

}  // namespace detail

namespace node {

/// k <= q + offset, for any two positions; the laws of masks are here.
template <class QueryTag, class KeyTag, class Offset>
[[nodiscard]] constexpr auto causal_mask(positions<QueryTag> query, positions<KeyTag> key, Offset&& offset) {
  using T = value_of<Offset>;
  if constexpr (IllFormed<Offset>) {
    return ill_formed{};
  } else if constexpr (!DistinctAxes<QueryTag, KeyTag>) {
    static_assert(
        DistinctAxes<QueryTag, KeyTag>,
        "tenon: causal: queries and keys stand along two axes, as in causal<seq, key>(); one axis compared with "
        "itself masks nothing [docs/errors.md#axis-twice]");
    return ill_formed{};
  } else if constexpr (!Integer<T>) {
    static_assert(Integer<T>,
                  "tenon: causal: the offset must be an integer or a tensor of integers [docs/errors.md#integer-only]");
    return ill_formed{};
  } else {
    using Count = detail::count_value<Offset>;
    return detail::counted<Count>(key) <= detail::counted<Count>(query) + std::forward<Offset>(offset);
  }
}

/// causal, and nearer than a width.
template <class QueryTag, class KeyTag, class Width>
[[nodiscard]] constexpr auto window_mask(positions<QueryTag> query, positions<KeyTag> key, Width&& width) {
  using T = value_of<Width>;
  if constexpr (IllFormed<Width>) {
    return ill_formed{};
  } else if constexpr (!DistinctAxes<QueryTag, KeyTag>) {
    static_assert(
        DistinctAxes<QueryTag, KeyTag>,
        "tenon: sliding_window: queries and keys stand along two axes, as in sliding_window<seq, key>(w); one "
        "axis compared with itself masks nothing [docs/errors.md#axis-twice]");
    return ill_formed{};
  } else if constexpr (!Integer<T>) {
    static_assert(
        Integer<T>,
        "tenon: sliding_window: the width must be an integer or a tensor of integers [docs/errors.md#integer-only]");
    return ill_formed{};
  } else {
    using Count = detail::count_value<Width>;
    return causal_mask(query, key, 0) && detail::counted<Count>(query - key) < std::forward<Width>(width);
  }
}

/// k < length.
template <class Key, class Length>
[[nodiscard]] constexpr auto length_mask(Key key, Length&& length) {
  using T = value_of<Length>;
  if constexpr (IllFormed<Length>) {
    return ill_formed{};
  } else if constexpr (!Integer<T>) {
    static_assert(
        Integer<T>,
        "tenon: key_length: the length must be an integer or a tensor of integers [docs/errors.md#integer-only]");
    return ill_formed{};
  } else {
    return elementwise<accepts::numbers, bool>(op::within_length{}, detail::counted<detail::count_value<Length>>(key),
                                               std::forward<Length>(length));
  }
}

}  // namespace node

/// The causal mask: `position<Key>() <= position<Query>() + offset`; `offset` is the number of keys before the first
/// query.
template <template <std::size_t> class Query, template <std::size_t> class Key, class Offset = int>
  requires(Expression<Offset> || Scalar<Offset>)
[[nodiscard]] constexpr auto causal(Offset&& offset = 0) {
  return node::causal_mask(position<Query>(), position<Key>(), std::forward<Offset>(offset));
}
template <int Query, int Key, class Offset = int>
  requires(Expression<Offset> || Scalar<Offset>)
[[nodiscard]] constexpr auto causal(Offset&& offset = 0) {
  return node::causal_mask(position<Query>(), position<Key>(), std::forward<Offset>(offset));
}

/// Causal, and at most `width` keys back: `causal<Query, Key>() && position<Query>() - position<Key>() < width`.
template <template <std::size_t> class Query, template <std::size_t> class Key, class Width>
  requires(Expression<Width> || Scalar<Width>)
[[nodiscard]] constexpr auto sliding_window(Width&& width) {
  return node::window_mask(position<Query>(), position<Key>(), std::forward<Width>(width));
}
template <int Query, int Key, class Width>
  requires(Expression<Width> || Scalar<Width>)
[[nodiscard]] constexpr auto sliding_window(Width&& width) {
  return node::window_mask(position<Query>(), position<Key>(), std::forward<Width>(width));
}

/// The keys that exist: `position<Key>() < length`, the length an integer or a tensor of integers (one for each
/// example).
template <template <std::size_t> class Key, class Length>
  requires(Expression<Length> || Scalar<Length>)
[[nodiscard]] constexpr auto key_length(Length&& length) {
  return node::length_mask(position<Key>(), std::forward<Length>(length));
}
template <int Key, class Length>
  requires(Expression<Length> || Scalar<Length>)
[[nodiscard]] constexpr auto key_length(Length&& length) {
  return node::length_mask(position<Key>(), std::forward<Length>(length));
}

/// Explains an axis with a length.
template <Axis First>
constexpr auto position() {
  static_assert(
      NamesAlone<First>,
      "tenon: position: name the axis without its length, as in position<key>() [docs/errors.md#length-given]");
  return ill_formed{};
}

/// Explains an axis with a length.
template <Axis Query, Axis Key, class... Offset>
constexpr auto causal(Offset&&...) {
  static_assert(
      NamesAlone<Query, Key>,
      "tenon: causal: name the axes without their lengths, as in causal<seq, key>() [docs/errors.md#length-given]");
  return ill_formed{};
}

/// Explains an axis with a length.
template <Axis Query, Axis Key, class Width>
constexpr auto sliding_window(Width&&) {
  static_assert(NamesAlone<Query, Key>,
                "tenon: sliding_window: name the axes without their lengths, as in sliding_window<seq, key>(64) "
                "[docs/errors.md#length-given]");
  return ill_formed{};
}

/// Explains an axis with a length.
template <Axis First, class Length>
constexpr auto key_length(Length&&) {
  static_assert(NamesAlone<First>,
                "tenon: key_length: name the axis without its length, as in key_length<key>(lengths) "
                "[docs/errors.md#length-given]");
  return ill_formed{};
}

}  // namespace tenon
