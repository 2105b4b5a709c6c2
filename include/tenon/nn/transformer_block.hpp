// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The block of a transformer: attention and a feed-forward part, each with a norm and added to what it was made of.

#include <cstdint>
#include <utility>

#include <tenon/expr/operators.hpp>
#include <tenon/meta/reflect.hpp>
#include <tenon/nn/options.hpp>

namespace tenon::nn {

namespace by {
/// A residual branch: f(norm(x)) added to x, or the norm of the sum. A node stands in the result more than once, and is
/// one value.
template <class Options, class Norm, class X, class F>
auto residual(Norm&& norm, X const& x, F const& f) {
  if constexpr (Options::normalizes_first)
    return x + f(std::forward<Norm>(norm)(x));
  else
    return std::forward<Norm>(norm)(x + f(x));
}
}  // namespace by

/// An encoder block, or with a causal mask a decoder-only one: h = x + attention(norm_1(x)), h +
/// feed_forward(norm_2(h)). With `post_norm`, norm_1(x + attention(x)) and norm_2(h + feed_forward(h)), as in the
/// paper. What follows x in the call (modifiers, a cache) is for the attention. Cost: one plan; norms, biases and
/// residuals run in the products. Example: `nn::transformer_block<nn::layer_norm<embed<64>>,
/// nn::multi_head_attention<…>, nn::feed_forward<…>> block(seed); tensor y = block(x, causal<seq, key>());`
template <class Norm, class Attention, class FeedForward, class... Options>
struct transformer_block {
  using chosen = options<takes<kind::norm_place>, Options...>;
  using input = typename Attention::input;
  BOOST_HANA_DEFINE_STRUCT(transformer_block, (Norm, norm_1), (Attention, attention), (Norm, norm_2),
                           (FeedForward, feed_forward));

  /// As its layers are without arguments.
  transformer_block() = default;
  /// Random weights from a seed.
  explicit transformer_block(std::uint64_t seed) : attention(seed), feed_forward(seed + 16) {}
  /// Given layers.
  transformer_block(Norm first, Attention a, Norm second, FeedForward f)
      : norm_1(std::move(first)), attention(std::move(a)), norm_2(std::move(second)), feed_forward(std::move(f)) {}

  /// The block must outlive the expression; a block that is a temporary gives its weights to the expression. Evaluate
  /// one block before the next is called: types grow, values do not.
  template <Expression X, class... Modifiers>
  [[nodiscard]] auto operator()(X&& x, Modifiers&&... modifiers) const& {
    return run(*this, tenon::detail::capture(std::forward<X>(x)), std::forward<Modifiers>(modifiers)...);
  }
  template <Expression X, class... Modifiers>
  [[nodiscard]] auto operator()(X&& x, Modifiers&&... modifiers) && {
    return run(std::move(*this), tenon::detail::capture(std::forward<X>(x)), std::forward<Modifiers>(modifiers)...);
  }

 private:
  template <class Self, class X, class... M>
  static auto run(Self&& block, X const& x, M&&... modifiers) {
    auto const h = by::residual<chosen>(std::forward<Self>(block).norm_1, x, [&](auto const& n) {
      return std::forward<Self>(block).attention(n, std::forward<M>(modifiers)...);
    });
    if constexpr (IllFormed<decltype(h)>)
      return ill_formed{};
    else
      return by::residual<chosen>(std::forward<Self>(block).norm_2, h,
                                  [&](auto const& n) { return std::forward<Self>(block).feed_forward(n); });
  }
};

}  // namespace tenon::nn
