// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Normalization with its weights: layer_norm and rms_norm, over one axis or several that stand side by side.

#include <concepts>
#include <cstdint>
#include <utility>

#include <tenon/expr/norm.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/nn/options.hpp>
#include <tenon/tensor/make.hpp>

namespace tenon::nn {

/// Several axes that are normalized as one, side by side.
template <std::size_t N>
struct normalized : axis<normalized, N> {};

// What a layer does by the names of its axes. Not in detail, since compilers print it before a broken law's sentence.
namespace by {
template <class Axes>
struct norm_axes;
template <std::size_t N>
struct norm_axes<shape<dim<N>>> {
  template <class X, class Gain, class Bias>
  static auto layer_norm(X&& x, Gain&& gain, Bias&& bias, double eps) {
    return tenon::layer_norm<-1>(std::forward<X>(x), std::forward<Gain>(gain), std::forward<Bias>(bias), eps);
  }
  template <class X, class Gain>
  static auto rms_norm(X&& x, Gain&& gain, double eps) {
    return tenon::rms_norm<-1>(std::forward<X>(x), std::forward<Gain>(gain), eps);
  }
};
template <template <std::size_t> class Axis, std::size_t N>
  requires(!tenon::detail::is_dim<Axis<N>>)
struct norm_axes<shape<Axis<N>>> {
  template <class X, class Gain, class Bias>
  static auto layer_norm(X&& x, Gain&& gain, Bias&& bias, double eps) {
    return tenon::layer_norm<Axis>(std::forward<X>(x), std::forward<Gain>(gain), std::forward<Bias>(bias), eps);
  }
  template <class X, class Gain>
  static auto rms_norm(X&& x, Gain&& gain, double eps) {
    return tenon::rms_norm<Axis>(std::forward<X>(x), std::forward<Gain>(gain), eps);
  }
};
template <template <std::size_t> class... Axis, std::size_t... N>
  requires(sizeof...(N) > 1)
struct norm_axes<shape<Axis<N>...>> {
  template <class X, class Gain, class Bias>
  static auto layer_norm(X&& x, Gain&& gain, Bias&& bias, double eps) {
    return split<normalized, Axis<N>...>(tenon::layer_norm<normalized>(
        merge<Axis..., normalized>(std::forward<X>(x)), merge<Axis..., normalized>(std::forward<Gain>(gain)),
        merge<Axis..., normalized>(std::forward<Bias>(bias)), eps));
  }
  template <class X, class Gain>
  static auto rms_norm(X&& x, Gain&& gain, double eps) {
    return split<normalized, Axis<N>...>(tenon::rms_norm<normalized>(
        merge<Axis..., normalized>(std::forward<X>(x)), merge<Axis..., normalized>(std::forward<Gain>(gain)), eps));
  }
};
}  // namespace by

/// What `layer_norm<...>` names: gain and bias [Axes...] of T.
template <class T, class... Axes>
struct layer_norm_layer {
  using weight_type = tensor<T, Axes...>;
  using input = shape<Axes...>;
  BOOST_HANA_DEFINE_STRUCT(layer_norm_layer, (weight_type, gain), (weight_type, bias));
  double eps = 1e-5;

  /// Gain 1, bias 0.
  layer_norm_layer() { initialize(0); }
  /// The same: nothing is drawn.
  explicit layer_norm_layer(std::uint64_t seed) { initialize(seed); }
  /// What is added to the variance; 1e-5 unless said.
  explicit layer_norm_layer(std::floating_point auto epsilon) : layer_norm_layer() { eps = double{epsilon}; }
  /// Given weights.
  layer_norm_layer(weight_type gains, weight_type offsets, double epsilon = 1e-5)
      : gain(std::move(gains)), bias(std::move(offsets)), eps(epsilon) {}

  void initialize(std::uint64_t) {
    gain = full<T, Axes...>(T(1));
    bias = zeros<T, Axes...>();
  }

  /// (x − mean) / sqrt(variance + eps) · gain + bias over the axes of the layer; the last one by position.
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) const& {
    return by::norm_axes<input>::layer_norm(std::forward<X>(x), gain, bias, eps);
  }
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) && {
    return by::norm_axes<input>::layer_norm(std::forward<X>(x), std::move(gain), std::move(bias), eps);
  }
};

/// What `rms_norm<...>` names: gain [Axes...] of T.
template <class T, class... Axes>
struct rms_norm_layer {
  using weight_type = tensor<T, Axes...>;
  using input = shape<Axes...>;
  BOOST_HANA_DEFINE_STRUCT(rms_norm_layer, (weight_type, gain));
  double eps = 1e-5;

  /// Gain 1.
  rms_norm_layer() { initialize(0); }
  /// The same: nothing is drawn.
  explicit rms_norm_layer(std::uint64_t seed) { initialize(seed); }
  /// What is added to the mean square; 1e-5 unless said.
  explicit rms_norm_layer(std::floating_point auto epsilon) : rms_norm_layer() { eps = double{epsilon}; }
  /// Given weights.
  explicit rms_norm_layer(weight_type gains, double epsilon = 1e-5) : gain(std::move(gains)), eps(epsilon) {}

  void initialize(std::uint64_t) { gain = full<T, Axes...>(T(1)); }

  /// x / sqrt(mean(x²) + eps) · gain over the axes of the layer; the last one by position.
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) const& {
    return by::norm_axes<input>::rms_norm(std::forward<X>(x), gain, eps);
  }
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) && {
    return by::norm_axes<input>::rms_norm(std::forward<X>(x), std::move(gain), eps);
  }
};

// The norm that was asked for.
template <template <class...> class Layer, class Axes, class... Given>
struct norm_of : layer_of_other_axes<Axes, 1, 16> {};
template <template <class...> class Layer, class First, class... More, class... Given>
struct norm_of<Layer, shape<First, More...>, Given...> {
  using chosen = detail::options_among<takes<kind::value>, Given...>;
  using type = Layer<typename chosen::value_type, First, More...>;
};

/// Layer normalization over one axis, or over several that stand side by side and in this order:
/// `layer_norm<embed<64>>`, `layer_norm<double, row<8>, column<8>>`, `layer_norm<dim<64>>`. Members: `gain` and `bias`
/// over those axes, and `eps`, which is no parameter. Cost: as of the function.
template <class... Given>
using layer_norm = typename norm_of<layer_norm_layer, typename by::sorted<Given...>::axes, Given...>::type;

/// Normalization by the root of the mean square: as `layer_norm`, with `gain` alone.
template <class... Given>
using rms_norm = typename norm_of<rms_norm_layer, typename by::sorted<Given...>::axes, Given...>::type;

}  // namespace tenon::nn
