// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// New tensors with given contents: zeros, full, iota.

#include <tenon/tensor/tensor.hpp>

namespace tenon {

namespace detail {
template <class T, class... Axes>
struct tensor_type {
  using type = tensor<T, Axes...>;
};
template <class T, class... Axes>
struct tensor_type<T, shape<Axes...>> {
  using type = tensor<T, Axes...>;
};
template <class T, class... Axes>
struct tensor_type<tensor<T, Axes...>> {
  using type = tensor<T, Axes...>;
};
}  // namespace detail

namespace detail {
/// A tensor's value type and shape, read off its type: the members of a tensor that breaks a law are not to be trusted.
template <class Tensor>
struct parts_of;
template <class T, class... Axes>
struct parts_of<tensor<T, Axes...>> {
  using value = T;
  using axes = shape<Axes...>;
};

/// Gives every element, in row-major order, the next value; silent where the tensor's own laws have spoken.
template <class Tensor, class F>
constexpr void fill(Tensor& result, F next) {
  using T = typename parts_of<Tensor>::value;
  if constexpr (ValueType<T>) {
    for (auto& element : result) element = static_cast<T>(next());
  }
}
}  // namespace detail

/// The tensor that makers make: from a value type and axes, a value type and a shape, or a tensor type.
template <class... Arguments>
using tensor_for = typename detail::tensor_type<Arguments...>::type;

/// A tensor of zeros. Example: `zeros<float, seq<4>, embed<8>>()`, or `zeros<tensor<float, seq<4>>>()`.
template <class... Arguments>
[[nodiscard]] constexpr auto zeros() {
  return tensor_for<Arguments...>();
}

/// A tensor with one value everywhere. Example: `full<float, seq<4>>(0.5f)`
template <class... Arguments, class Value>
  requires std::is_arithmetic_v<Value>
[[nodiscard]] constexpr auto full(Value value) {
  using T = typename detail::parts_of<tensor_for<Arguments...>>::value;
  if constexpr (ValueType<T>) {
    static_assert(
        ScalarFits<Value, T>,
        "tenon: full: the number would lose its meaning in the tensor's value type (a fraction for integers, or "
        "a truth for numbers) [docs/errors.md#value-types]");
  }
  tensor_for<Arguments...> result;
  detail::fill(result, [value] { return value; });
  return result;
}

/// A tensor that counts, in row-major order: start, start + step, start + 2·step, … Example: `iota<float, seq<4>>()`
template <class... Arguments>
[[nodiscard]] constexpr auto iota(double start = 0, double step = 1) {
  using T = typename detail::parts_of<tensor_for<Arguments...>>::value;
  if constexpr (ValueType<T>) {
    static_assert(Numeric<T>, "tenon: iota: counting is not defined for truth values [docs/errors.md#truth-values]");
  }
  tensor_for<Arguments...> result;
  detail::fill(result, [start, step, count = 0.0]() mutable { return start + count++ * step; });
  return result;
}

}  // namespace tenon
