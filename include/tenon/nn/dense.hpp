// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The dense (fully connected) layer: y = x · kernel + bias, the kernel stored [in, out] as in Swift for TensorFlow.

#include <cstdint>
#include <utility>

#include <tenon/nn/affine.hpp>

namespace tenon::nn {

template <class T, class... Axes>
struct linear_layer;

/// What `dense<...>` names: a kernel [In, Out...] and a bias [Out...] of T. `dense_layer<T, no_bias, In, Out...>` has
/// no bias.
template <class T, class... Axes>
struct dense_layer {
  using map = affine<T, Axes...>;
  using input = typename map::input;
  using kernel_type = typename map::weights_in_out;
  using bias_type = typename map::bias_type;
  static constexpr weight_order order = weight_order::in_out;
  static constexpr std::size_t inputs = 1;
  BOOST_HANA_DEFINE_STRUCT(dense_layer, (kernel_type, kernel), (bias_type, bias));

  /// Zeros.
  dense_layer() = default;
  /// A Glorot-uniform kernel from a seed, and a bias of zeros.
  explicit dense_layer(std::uint64_t seed) : kernel(map::drawn_in_out(seed)) {}
  /// Given weights.
  dense_layer(kernel_type weights, bias_type offsets) : kernel(std::move(weights)), bias(std::move(offsets)) {}
  explicit dense_layer(kernel_type weights) : kernel(std::move(weights)) {}
  /// Those of a linear layer, turned.
  explicit dense_layer(linear_layer<T, Axes...> const& layer) : kernel(map::turned(layer.weight)), bias(layer.bias) {}

  /// Explains the assignment of weights in the other order.
  template <class... Others>
  dense_layer& operator=(linear_layer<T, Others...> const&) {
    map::template refuse<dense_layer, linear_layer<T, Others...>>();
    return *this;
  }

  /// Shape: x with In (named: anywhere; positional: last) → In replaced by Out...; lazy, so it fuses with what
  /// surrounds it. The layer must outlive the expression; a layer that is a temporary gives its weights to the
  /// expression.
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) const& {
    return apply(std::forward<X>(x), kernel, bias);
  }
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) && {
    return apply(std::forward<X>(x), std::move(kernel), std::move(bias));
  }

  /// The same with other weights that have the layer's axes: packed, for instance.
  template <class X, class K, class B>
  static auto apply(X&& x, K&& weights, B&& offsets) {
    if constexpr (map::template can_be_asked<X>) {
      using Result = typename map::template after<X>;
      if constexpr (!HasDistinctAxes<Result>) {
        static_assert(
            HasDistinctAxes<Result>,
            "tenon: dense: the input has an axis that the layer makes, so that the result would have it twice; "
            "rename<From, To> it first [docs/errors.md#axis-twice]");
        return ill_formed{};
      } else {
        return map::apply(std::forward<X>(x), std::forward<K>(weights), std::forward<B>(offsets));
      }
    } else {
      return map::apply(std::forward<X>(x), std::forward<K>(weights), std::forward<B>(offsets));
    }
  }
};

/// A dense layer from axis In to axes Out...: `dense<embed<64>, hidden<512>>` (float), `dense<double, embed<64>,
/// hidden<512>>`, `dense<no_bias, embed<64>, hidden<512>>`, `dense<embed<64>, head<8>, head_dim<64>>` (a projection
/// that gives the heads directly), and `dense<dim<64>, dim<512>>` for positional tensors. Members: `kernel` [In,
/// Out...] and `bias` [Out...]. Cost: one product; bias and whatever follows run in its epilogue.
template <class... Given>
using dense = typename affine_of<dense_layer, Given...>::type;

/// A dense or linear layer with its weights packed, for weights that no longer change: products of any number of rows
/// read them in place and in order. Both kinds of layer give the same type, since packed weights have one order.
/// Cost: a copy of the layer when made. Example: `tenon::nn::packed_dense const up(layer);`
template <class T, class... Axes>
class packed_dense {
 public:
  using input = typename affine<T, Axes...>::input;

  explicit packed_dense(dense_layer<T, Axes...> const& layer) : kernel_(layer.kernel), bias_(layer.bias) {}
  explicit packed_dense(linear_layer<T, Axes...> const& layer)
      : kernel_(affine<T, Axes...>::turned(layer.weight)), bias_(layer.bias) {}

  /// As of the layer it was made from; must outlive the expression, or be a temporary.
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) const& {
    return dense_layer<T, Axes...>::apply(std::forward<X>(x), kernel_, bias_);
  }
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) && {
    return dense_layer<T, Axes...>::apply(std::forward<X>(x), std::move(kernel_), std::move(bias_));
  }

 private:
  typename affine<T, Axes...>::packed_weights kernel_;
  typename affine<T, Axes...>::bias_type bias_;
};

}  // namespace tenon::nn
