// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The linear layer: y = x · weightᵀ + bias, the weight stored [out, in] as in PyTorch. It is another type than a dense
// layer, and says its order, so a square weight is not taken for its transpose.

#include <cstdint>
#include <tuple>
#include <utility>

#include <tenon/nn/dense.hpp>

namespace tenon::nn {

/// What `linear<...>` names: a weight [Out..., In] and a bias [Out...] of T. `linear_layer<T, no_bias, In, Out...>` has
/// no bias.
template <class T, class... Axes>
struct linear_layer {
  using map = affine<T, Axes...>;
  using input = typename map::input;
  using weight_type = typename map::weights_out_in;
  using bias_type = typename map::bias_type;
  static constexpr weight_order order = weight_order::out_in;
  static constexpr std::size_t inputs = 1;
  BOOST_HANA_DEFINE_STRUCT(linear_layer, (weight_type, weight), (bias_type, bias));

  /// Zeros.
  linear_layer() = default;
  /// A Glorot-uniform weight from a seed, and a bias of zeros.
  explicit linear_layer(std::uint64_t seed) : weight(map::drawn_out_in(seed)) {}
  /// Given weights.
  linear_layer(weight_type weights, bias_type offsets) : weight(std::move(weights)), bias(std::move(offsets)) {}
  explicit linear_layer(weight_type weights) : weight(std::move(weights)) {}
  /// Those of a dense layer, turned.
  explicit linear_layer(dense_layer<T, Axes...> const& layer) : weight(map::turned(layer.kernel)), bias(layer.bias) {}

  /// Explains the assignment of weights in the other order.
  template <class... Others>
  linear_layer& operator=(dense_layer<T, Others...> const&) {
    map::template refuse<linear_layer, dense_layer<T, Others...>>();
    return *this;
  }

  /// Shape: x with In (named: anywhere; positional: last) → In replaced by Out...; lazy. The layer must outlive the
  /// expression; a layer that is a temporary gives its weights to the expression.
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) const& {
    return apply(std::forward<X>(x), weight, bias);
  }
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) && {
    return apply(std::forward<X>(x), std::move(weight), std::move(bias));
  }

 private:
  template <class X, class W, class B>
  static auto apply(X&& x, W&& weights, B&& offsets) {
    if constexpr (map::template can_be_asked<X>) {
      using Result = typename map::template after<X>;
      if constexpr (!HasDistinctAxes<Result>) {
        static_assert(
            HasDistinctAxes<Result>,
            "tenon: linear: the input has an axis that the layer makes, so that the result would have it twice; "
            "rename<From, To> it first [docs/errors.md#axis-twice]");
        return ill_formed{};
      } else {
        return map::apply(std::forward<X>(x), std::forward<W>(weights), std::forward<B>(offsets));
      }
    } else if constexpr (map::by_position && map::sound) {
      return map::apply(std::forward<X>(x), transpose(std::forward<W>(weights)), std::forward<B>(offsets));
    } else {
      return map::apply(std::forward<X>(x), std::forward<W>(weights), std::forward<B>(offsets));
    }
  }
};

/// A linear layer from axis In to axes Out..., as `dense` but with its weight the other way round:
/// `linear<embed<64>, hidden<512>>`, `linear<double, no_bias, embed<64>, hidden<512>>`, `linear<dim<64>, dim<512>>`.
/// Members: `weight` [Out..., In] and `bias` [Out...]. Cost: one product; what follows runs in its epilogue.
template <class... Given>
using linear = typename affine_of<linear_layer, Given...>::type;

namespace detail {
/// In the place of a layer whose options are refused, so that this is said once.
struct no_projection {
  using children = std::tuple<>;
  no_projection() = default;
  explicit no_projection(std::uint64_t) {}
  template <class F>
  void for_each_child(F&&) const {}
  template <class X>
  ill_formed operator()(X const&) const {
    return {};
  }
};

template <class Chosen, class... Axes>
struct projection_of {
  using type = no_projection;
};
template <class Chosen, class... Axes>
  requires(Chosen::sound)
struct projection_of<Chosen, Axes...> {
  using value_type = typename Chosen::value_type;
  template <template <class...> class Layer>
  using of = typename affine_layer<Layer, value_type, Chosen::has_bias, shape<Axes...>>::type;
  using type = std::conditional_t<Chosen::order == weight_order::in_out, of<dense_layer>, of<linear_layer>>;
};
}  // namespace detail

/// The dense or linear layer that a layer's `options` ask for: its value type, its order, its bias.
/// Example: `using up_type = nn::projection<nn::options<nn::takes<nn::kind::order>, Options...>, Embed, Inner>;`
template <class Chosen, class... Axes>
using projection = typename detail::projection_of<Chosen, Axes...>::type;

}  // namespace tenon::nn
