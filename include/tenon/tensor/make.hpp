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
  tensor_for<Arguments...> result;
  for (auto& element : result) element = static_cast<typename tensor_for<Arguments...>::value_type>(value);
  return result;
}

/// A tensor that counts, in row-major order: start, start + step, start + 2·step, … Example: `iota<float, seq<4>>()`
template <class... Arguments>
[[nodiscard]] constexpr auto iota(double start = 0, double step = 1) {
  tensor_for<Arguments...> result;
  double count = 0;
  for (auto& element : result) {
    element = static_cast<typename tensor_for<Arguments...>::value_type>(start + count * step);
    count += 1;
  }
  return result;
}

}  // namespace tenon
