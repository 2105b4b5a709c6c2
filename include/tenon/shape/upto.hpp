// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// An axis whose length is known only at run time: its capacity is in the type, its length in the value.

#include <cstddef>

#include <tenon/shape/axis.hpp>

namespace tenon {

template <class A>
struct upto;

namespace detail {
/// Is the length of an axis known only at run time?
template <class A>
inline constexpr bool is_bounded = false;
template <class A>
inline constexpr bool is_bounded<upto<A>> = true;
/// What `upto` cannot stand around: what has no name, and another upto.
template <class A>
inline constexpr bool is_unnamed_capacity = false;
template <class A>
inline constexpr bool is_unnamed_capacity<upto<A>> = is_bounded<A> || !NamedAxis<A>;
}  // namespace detail

/// An axis by another one's name, at most as long: `tensor<float, upto<seq<512>>, embed<64>> x; x.resize<seq>(7);`.
template <class A>
struct upto {
  /// The capacity.
  static constexpr std::size_t extent = A::extent;
  using tag = typename A::tag;
  template <std::size_t M>
  using with = upto<typename A::template with<M>>;
};

/// A law is broken; tensors say which.
template <class A>
  requires detail::is_unnamed_capacity<upto<A>>
struct upto<A> {
  static constexpr std::size_t extent = 1;
  using tag = upto;
  template <std::size_t M>
  using with = upto;
};

namespace detail {

/// The axis with its length in the type: its capacity.
template <class A>
struct at_capacity {
  using type = A;
};
template <class A>
struct at_capacity<upto<A>> {
  using type = A;
};

/// An axis of another name, as long as this one; its length is known when this one's is.
template <class From, class To>
struct named_like {
  using type = To;
};
template <class A, class To>
struct named_like<upto<A>, To> {
  using type = upto<To>;
};

}  // namespace detail
}  // namespace tenon
