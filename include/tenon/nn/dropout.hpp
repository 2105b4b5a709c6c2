// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Dropout whose randomness is a function: of a seed and of where the element stands. So it is lazy, it fuses, and it
// drops the same elements in whatever order they are computed.

#include <cstdint>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>

#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/nn/options.hpp>
#include <tenon/tensor/error.hpp>

namespace tenon::nn {

namespace detail {
/// Is the element at this place kept? A mixed 64-bit number is compared with a threshold.
struct kept_at_random {
  static constexpr bool keeps_distributions = true;
  std::uint64_t seed;
  std::uint64_t threshold;

  bool operator()(int place) const {
    std::uint64_t z = seed + 0x9e3779b97f4a7c15u * (static_cast<std::uint64_t>(static_cast<unsigned>(place)) + 1);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return ((z ^ (z >> 31)) >> 11) >= threshold;
  }
};

/// Where an element stands in a shape, counted in row-major order: an expression of positions.
template <class Shape, std::size_t... I>
constexpr auto place_in(std::index_sequence<I...>) {
  using Strides = row_major<Shape>;
  return (... + (node::positions<tag_at<Shape, I>>{} * static_cast<int>(Strides::values[I])));
}
}  // namespace detail

/// Drops elements with a given probability in training, and is the identity otherwise: `drop(x)` is x, `drop(x, seed)`
/// is 0 for the elements dropped and x / (1 − p) for the others. The same seed drops the same elements, whatever is
/// fused; give each use and each step a seed of its own. A distribution stays one, on average. Shape: that of x, any.
/// Example: `nn::dropout drop(0.1); tensor y = x + drop(layer(x), step);`
struct dropout {
  using children = std::tuple<>;
  using input = shape<>;

  /// Drops nothing.
  dropout() = default;
  /// The probability of an element to be dropped: throws std::invalid_argument unless 0 ≤ p < 1.
  explicit dropout(double p) : probability_(p) {
    if (!(p >= 0 && p < 1)) {
      tenon::detail::fail<std::invalid_argument>(
          "tenon: dropout: expected a probability of at least 0 and below 1, found ", std::to_string(p));
    }
  }

  [[nodiscard]] double probability() const { return probability_; }

  template <class F>
  void for_each_child(F&&) const {}

  /// Without a seed: x itself.
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) const {
    return tenon::detail::capture(std::forward<X>(x));
  }
  /// With a seed.
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x, std::uint64_t seed) const {
    using T = value_of<X>;
    if constexpr (IllFormed<X>) {
      return ill_formed{};
    } else if constexpr (shape_of<X>::rank == 0) {
      return std::forward<X>(x) * (keeping(seed)(0) ? static_cast<T>(1 / (1 - probability_)) : T(0));
    } else {
      using From = shape_of<X>;
      auto const kept = map(keeping(seed), detail::place_in<From>(std::make_index_sequence<From::rank>()));
      return where(kept, std::forward<X>(x) * static_cast<T>(1 / (1 - probability_)), T(0));
    }
  }

 private:
  [[nodiscard]] detail::kept_at_random keeping(std::uint64_t seed) const {
    return {seed, static_cast<std::uint64_t>(probability_ * 0x1.0p53)};
  }

  double probability_ = 0;
};

}  // namespace tenon::nn
