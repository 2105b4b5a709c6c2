// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The feed-forward layer of a transformer, plain and gated.

#include <cstdint>
#include <utility>

#include <tenon/expr/capture.hpp>
#include <tenon/expr/operators.hpp>
#include <tenon/nn/activations.hpp>
#include <tenon/nn/linear.hpp>

namespace tenon::nn {

/// The kinds of options that a feed-forward layer takes.
using feed_forward_takes = takes<kind::value, kind::order, kind::bias, kind::activation>;

/// down(activation(up(x))): from Embed to Inner and back. Options: an activation (relu unless said), value type, order,
/// no_bias. Members: `up` and `down`. Cost: two products; bias and activation run in the epilogue of the first.
/// Example: `nn::feed_forward<embed<768>, inner<3072>, nn::gelu_tanh>`
template <class Embed, class Inner, class... Options>
struct feed_forward {
  using chosen = options<feed_forward_takes, Options...>;
  using activation = typename chosen::template get<kind::activation, relu>;
  using input = shape<Embed>;
  using up_type = projection<chosen, Embed, Inner>;
  using down_type = projection<chosen, Inner, Embed>;
  BOOST_HANA_DEFINE_STRUCT(feed_forward, (up_type, up), (down_type, down));

  /// Zeros.
  feed_forward() = default;
  /// Glorot-uniform weights, biases of zeros.
  explicit feed_forward(std::uint64_t seed) : up(seed), down(seed + 1) {}
  /// Given layers.
  feed_forward(up_type first, down_type second) : up(std::move(first)), down(std::move(second)) {}

  /// Shape: that of x. The layer must outlive the expression, or be a temporary.
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) const& {
    return down(activation()(up(std::forward<X>(x))));
  }
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) && {
    return std::move(down)(activation()(std::move(up)(std::forward<X>(x))));
  }
};

/// down(activation(gate(x)) · up(x)): with silu, which it is unless said, the SwiGLU of Llama. Options as of
/// `feed_forward`. Members: `gate`, `up` and `down`. Cost: three products.
/// Example: `nn::gated_feed_forward<embed<64>, inner<172>, nn::silu, nn::no_bias>`
template <class Embed, class Inner, class... Options>
struct gated_feed_forward {
  using chosen = options<feed_forward_takes, Options...>;
  using activation = typename chosen::template get<kind::activation, silu>;
  using input = shape<Embed>;
  using up_type = projection<chosen, Embed, Inner>;
  using down_type = projection<chosen, Inner, Embed>;
  BOOST_HANA_DEFINE_STRUCT(gated_feed_forward, (up_type, gate), (up_type, up), (down_type, down));

  /// Zeros.
  gated_feed_forward() = default;
  /// Glorot-uniform weights, biases of zeros.
  explicit gated_feed_forward(std::uint64_t seed) : gate(seed), up(seed + 1), down(seed + 2) {}
  /// Given layers.
  gated_feed_forward(up_type gating, up_type first, down_type second)
      : gate(std::move(gating)), up(std::move(first)), down(std::move(second)) {}

  /// Shape: that of x. The layer must outlive the expression, or be a temporary.
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) const& {
    return gated(*this, tenon::detail::capture(std::forward<X>(x)));
  }
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) && {
    return gated(std::move(*this), tenon::detail::capture(std::forward<X>(x)));
  }

 private:
  // x is a node: used twice, it is one value. Each use of the layer moves from another member. The gate comes first,
  // and a law that it breaks is not broken again.
  template <class Self, class X>
  static auto gated(Self&& layer, X const& x) {
    auto gates = activation()(std::forward<Self>(layer).gate(x));
    if constexpr (IllFormed<decltype(gates)>) {
      return ill_formed{};
    } else {
      return std::forward<Self>(layer).down(std::move(gates) * std::forward<Self>(layer).up(x));
    }
  }
};

}  // namespace tenon::nn
