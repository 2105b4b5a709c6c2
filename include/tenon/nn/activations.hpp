// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Activations as layers: structs without weights, so that they can be options of a layer and parts of `sequential`.

#include <tenon/expr/elementwise.hpp>
#include <tenon/nn/options.hpp>

namespace tenon::nn {

namespace detail {
/// What activations have in common: no weights, no axes of their own.
struct activation {
  using option_kind = kind::activation;
  using children = std::tuple<>;
  using input = shape<>;
  template <class F>
  void for_each_child(F&&) const {}
};
}  // namespace detail

/// The larger of x and 0.
struct relu : detail::activation {
  template <Expression X>
  [[nodiscard]] constexpr auto operator()(X&& x) const {
    return tenon::relu(std::forward<X>(x));
  }
};
/// x · Φ(x), by the error function.
struct gelu : detail::activation {
  template <Expression X>
  [[nodiscard]] constexpr auto operator()(X&& x) const {
    return tenon::gelu(std::forward<X>(x));
  }
};
/// The approximation of gelu by tanh, as GPT-2 has it.
struct gelu_tanh : detail::activation {
  template <Expression X>
  [[nodiscard]] constexpr auto operator()(X&& x) const {
    return tenon::gelu_tanh(std::forward<X>(x));
  }
};
/// x · sigmoid(x), also called swish.
struct silu : detail::activation {
  template <Expression X>
  [[nodiscard]] constexpr auto operator()(X&& x) const {
    return tenon::silu(std::forward<X>(x));
  }
};
/// The hyperbolic tangent.
struct tanh : detail::activation {
  template <Expression X>
  [[nodiscard]] constexpr auto operator()(X&& x) const {
    return tenon::tanh(std::forward<X>(x));
  }
};
/// 1 / (1 + exp(−x)).
struct sigmoid : detail::activation {
  template <Expression X>
  [[nodiscard]] constexpr auto operator()(X&& x) const {
    return tenon::sigmoid(std::forward<X>(x));
  }
};

}  // namespace tenon::nn
