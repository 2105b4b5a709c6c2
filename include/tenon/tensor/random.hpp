// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Seeded random tensors: the same numbers from the same seed, on every compiler and machine with the same math library.

#include <cmath>
#include <cstdint>

#include <tenon/tensor/make.hpp>

namespace tenon {

namespace detail {

/// splitmix64: a sequence of well mixed 64-bit numbers.
class random_bits {
 public:
  constexpr explicit random_bits(std::uint64_t seed) : state_(seed) {}
  constexpr std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  /// In [0, 1).
  constexpr double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  /// Mean 0, standard deviation 1 (Box and Muller).
  double normal() {
    double const u = 1.0 - uniform();
    double const v = uniform();
    return std::sqrt(-2.0 * std::log(u)) * std::cos(6.283185307179586476925 * v);
  }

 private:
  std::uint64_t state_;
};

}  // namespace detail

/// Normally distributed values. Example: `random_normal<float, seq<4>, embed<8>>(seed)`
template <class... Arguments>
[[nodiscard]] inline auto random_normal(std::uint64_t seed, double mean = 0, double deviation = 1) {
  using Result = tensor_for<Arguments...>;
  using T = typename detail::parts_of<Result>::value;
  if constexpr (ValueType<T>) {
    static_assert(Floating<T>,
                  "tenon: random_normal: the value type must be float or double [docs/errors.md#floating-only]");
  }
  Result result(uninitialized);
  detail::random_bits bits(seed);
  detail::fill(result, [&] { return mean + deviation * bits.normal(); });
  return result;
}

/// Values spread evenly over [low, high). Example: `random_uniform<int, seq<4>>(seed, 0, 100)`
template <class... Arguments>
[[nodiscard]] inline auto random_uniform(std::uint64_t seed, double low = 0, double high = 1) {
  using Result = tensor_for<Arguments...>;
  Result result(uninitialized);
  detail::random_bits bits(seed);
  detail::fill(result, [&] {
    double const value = low + (high - low) * bits.uniform();
    return std::is_integral_v<typename detail::parts_of<Result>::value> ? std::floor(value) : value;
  });
  return result;
}

/// Values spread evenly over ±sqrt(6 / (inputs + outputs)): the usual start of a dense layer's kernel.
template <class... Arguments>
[[nodiscard]] inline auto glorot_uniform(std::uint64_t seed, std::size_t inputs, std::size_t outputs) {
  using T = typename detail::parts_of<tensor_for<Arguments...>>::value;
  if constexpr (ValueType<T>) {
    static_assert(Floating<T>,
                  "tenon: glorot_uniform: the value type must be float or double [docs/errors.md#floating-only]");
  }
  double const limit = std::sqrt(6.0 / static_cast<double>(inputs + outputs));
  return random_uniform<Arguments...>(seed, -limit, limit);
}
/// The same with the first axis as inputs and the others as outputs, as in a kernel [in, out...].
template <class... Arguments>
[[nodiscard]] inline auto glorot_uniform(std::uint64_t seed) {
  using Shape = typename detail::parts_of<tensor_for<Arguments...>>::axes;
  std::size_t const inputs = detail::extent_list<Shape>::value[0];
  return glorot_uniform<Arguments...>(seed, inputs, Shape::size / inputs);
}

}  // namespace tenon
