// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The decoder's block of an encoder-decoder transformer: attention to itself, then to a memory, then feed-forward.

#include <cstdint>
#include <tuple>
#include <utility>

#include <tenon/nn/transformer_block.hpp>

namespace tenon::nn {

namespace by {
/// A modifier as it is kept: expressions as nodes.
template <class M>
constexpr auto kept(M&& modifier) {
  if constexpr (Expression<M>)
    return tenon::detail::capture(std::forward<M>(modifier));
  else
    return modifier;
}
/// Modifiers of the attention to a memory.
template <class... Modifiers>
struct memory_modifiers {
  std::tuple<Modifiers...> all;
};
template <class M>
inline constexpr bool is_for_memory = false;
template <class... Modifiers>
inline constexpr bool is_for_memory<memory_modifiers<Modifiers...>> = true;

template <bool ForMemory, class M>
constexpr auto chosen_for(M&& modifier) {
  if constexpr (is_for_memory<std::remove_cvref_t<M>> != ForMemory)
    return std::tuple<>();
  else if constexpr (ForMemory)
    return modifier.all;
  else
    return std::forward_as_tuple(std::forward<M>(modifier));
}
}  // namespace by

/// Modifiers of the attention to a memory, in the call of a block that has two attentions.
/// Example: `block(x, memory, causal<seq, key>(), nn::to_memory(key_length<key>(lengths)))`
template <class... Modifiers>
[[nodiscard]] constexpr auto to_memory(Modifiers&&... modifiers) {
  using kept = by::memory_modifiers<decltype(by::kept(std::forward<Modifiers>(modifiers)))...>;
  return kept{{by::kept(std::forward<Modifiers>(modifiers))...}};
}

/// The decoder's block of an encoder-decoder transformer: attention to itself, to a memory, feed-forward; each a
/// residual branch, as in `transformer_block`. Modifiers (and a cache) are for the attention to itself, what stands in
/// `to_memory(...)` for the one to the memory. Example: `block(x, memory, causal<seq, key>())`
template <class Norm, class Attention, class CrossAttention, class FeedForward, class... Options>
struct decoder_block {
  using chosen = options<takes<kind::norm_place>, Options...>;
  using input = typename Attention::input;
  using memory_input = typename CrossAttention::memory_input;
  BOOST_HANA_DEFINE_STRUCT(decoder_block, (Norm, norm_1), (Attention, attention), (Norm, norm_2),
                           (CrossAttention, cross_attention), (Norm, norm_3), (FeedForward, feed_forward));

  /// As its layers are without arguments.
  decoder_block() = default;
  /// Random weights from a seed.
  explicit decoder_block(std::uint64_t seed) : attention(seed), cross_attention(seed + 8), feed_forward(seed + 16) {}

  /// The block must outlive the expression; a block that is a temporary gives its weights to the expression.
  template <Expression X, Expression Memory, class... Modifiers>
  [[nodiscard]] auto operator()(X&& x, Memory&& memory, Modifiers&&... modifiers) const& {
    return run(*this, tenon::detail::capture(std::forward<X>(x)), tenon::detail::capture(std::forward<Memory>(memory)),
               std::forward<Modifiers>(modifiers)...);
  }
  template <Expression X, Expression Memory, class... Modifiers>
  [[nodiscard]] auto operator()(X&& x, Memory&& memory, Modifiers&&... modifiers) && {
    return run(std::move(*this), tenon::detail::capture(std::forward<X>(x)),
               tenon::detail::capture(std::forward<Memory>(memory)), std::forward<Modifiers>(modifiers)...);
  }

 private:
  template <class Self, class X, class Memory, class... M>
  static auto run(Self&& block, X const& x, Memory const& memory, M&&... modifiers) {
    auto const own = std::tuple_cat(by::chosen_for<false>(std::forward<M>(modifiers))...);
    auto const of_memory = std::tuple_cat(by::chosen_for<true>(modifiers)...);
    auto const first = by::residual<chosen>(std::forward<Self>(block).norm_1, x, [&](auto const& n) {
      return std::apply(
          [&](auto&&... m) { return std::forward<Self>(block).attention(n, std::forward<decltype(m)>(m)...); }, own);
    });
    if constexpr (IllFormed<decltype(first)>) {
      return ill_formed{};
    } else {
      auto const second = by::residual<chosen>(std::forward<Self>(block).norm_2, first, [&](auto const& n) {
        return std::apply([&](auto const&... m) { return std::forward<Self>(block).cross_attention(n, memory, m...); },
                          of_memory);
      });
      if constexpr (IllFormed<decltype(second)>)
        return ill_formed{};
      else
        return by::residual<chosen>(std::forward<Self>(block).norm_3, second,
                                    [&](auto const& n) { return std::forward<Self>(block).feed_forward(n); });
    }
  }
};

}  // namespace tenon::nn
