// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A pack of integers as a type, and constexpr searches over small packs of bool.

#include <cstddef>
#include <utility>

namespace tenon {

/// A pack of integers as a type: axis indices, strides of a view kind.
template <int... I>
struct ints {
  static constexpr int size = sizeof...(I);
};

namespace detail {

/// The index of the first true value, or −1.
template <std::size_t N>
constexpr int first_true(bool const (&values)[N]) {
  for (std::size_t i = 0; i < N; ++i) {
    if (values[i]) return static_cast<int>(i);
  }
  return -1;
}

/// The number of true values.
template <std::size_t N>
constexpr int count_true(bool const (&values)[N]) {
  int count = 0;
  for (bool value : values) count += value ? 1 : 0;
  return count;
}

template <class Sequence>
struct ints_from_sequence;
template <int... I>
struct ints_from_sequence<std::integer_sequence<int, I...>> {
  using type = ints<I...>;
};

/// ints<0, 1, …, N−1>.
template <int N>
using ints_up_to = typename ints_from_sequence<std::make_integer_sequence<int, N>>::type;

template <class A, class B>
struct ints_join_two;
template <int... I, int... J>
struct ints_join_two<ints<I...>, ints<J...>> {
  using type = ints<I..., J...>;
};

template <class... Lists>
struct ints_join {
  using type = ints<>;
};
template <class A, class... Rest>
struct ints_join<A, Rest...> {
  using type = typename ints_join_two<A, typename ints_join<Rest...>::type>::type;
};

/// True when I... are pairwise different.
template <int... I>
constexpr bool all_different() {
  constexpr int n = sizeof...(I);
  int const values[] = {I..., 0};
  for (int i = 0; i < n; ++i) {
    for (int j = i + 1; j < n; ++j) {
      if (values[i] == values[j]) return false;
    }
  }
  return true;
}

/// True when the list holds the integer.
template <class List>
struct ints_contain;
template <int... I>
struct ints_contain<ints<I...>> {
  template <int J>
  static constexpr bool value = ((I == J) || ...);
};

}  // namespace detail
}  // namespace tenon
