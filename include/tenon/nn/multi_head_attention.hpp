// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Multi-head self-attention with its four projections. Weights are matrices, as files have them; heads are split in the
// expression, which moves nothing.

#include <cstdint>
#include <utility>

#include <tenon/nn/attention_parts.hpp>

namespace tenon::nn {

/// Multi-head self-attention (Vaswani et al., 2017): out(softmax(q·kᵀ/√D, as the modifiers say)·v), all from one input.
/// Embed is the model's axis; Heads are an axis, or `grouped<kv_head<4>, group<2>>` (key and value heads are not
/// copied); HeadDim is the width of a head; Positions are `positions<seq, key>`. Options: float or double, in_out or
/// out_in, no_bias. Shape: [..., seq, Embed] → the same. Cost: four products and one streaming attention; the scores
/// are never stored. Example: `nn::multi_head_attention<embed<64>, head<8>, head_dim<8>, nn::positions<seq, key>>
/// attention(seed); tensor y = attention(x, causal<seq, key>());`
template <class Embed, class Heads, class HeadDim, class Positions, class... Options>
struct multi_head_attention {
  using chosen = options<takes<kind::value, kind::order, kind::bias, kind::rotation>, Options...>;
  using parts = by::attention_parts<chosen, Heads, HeadDim, Positions, Embed, Embed, Embed>;
  using query_type = typename parts::query_type;
  using key_type = typename parts::key_type;
  using value_type = typename parts::value_type;
  using out_type = typename parts::out_type;
  using input = shape<Embed>;
  BOOST_HANA_DEFINE_STRUCT(multi_head_attention, (query_type, query), (key_type, key), (value_type, value),
                           (out_type, out));
  /// Turns queries and keys, where the layer is `rotary`: no parameter.
  typename parts::rotation_type rotation;
  /// What the layer keeps of the positions it has seen: `attention_type::cache<512>`, `…::cache<512, batch<4>>`.
  template <std::size_t Capacity, class... Batch>
  using cache = typename parts::template cache<Capacity, Batch...>;

  /// Zeros.
  multi_head_attention() = default;
  /// Glorot-uniform weights from a seed, biases of zeros; theta is for rotations.
  explicit multi_head_attention(std::uint64_t seed, double theta = 10000)
      : query(seed), key(seed + 1), value(seed + 2), out(seed + 3), rotation(theta) {}
  /// Given projections.
  multi_head_attention(query_type q, key_type k, value_type v, out_type o)
      : query(std::move(q)), key(std::move(k)), value(std::move(v)), out(std::move(o)) {}

  /// With a cache after x, its keys and values are appended to it now, and x attends to all that it holds, up to
  /// itself: the cache's length is the offset of its positions, for the rotation and for the causal mask that is always
  /// there. Throws, and changes nothing, if they do not fit. Decoding a token allocates nothing. The layer (and a
  /// cache) must outlive the expression; a layer that is a temporary gives its weights to the expression.
  template <Expression X, class... Modifiers>
  [[nodiscard]] auto operator()(X&& x, Modifiers&&... modifiers) const& {
    return parts::attended_by_itself(*this, tenon::detail::capture(std::forward<X>(x)),
                                     std::forward<Modifiers>(modifiers)...);
  }
  template <Expression X, class... Modifiers>
  [[nodiscard]] auto operator()(X&& x, Modifiers&&... modifiers) && {
    return parts::attended_by_itself(std::move(*this), tenon::detail::capture(std::forward<X>(x)),
                                     std::forward<Modifiers>(modifiers)...);
  }

  /// The weights by which the values are mixed. Shape: [..., seq, Heads, key].
  template <Expression X, class... Modifiers>
  [[nodiscard]] auto weights(X&& x, Modifiers&&... modifiers) const& {
    return parts::weights_of_itself(*this, tenon::detail::capture(std::forward<X>(x)),
                                    std::forward<Modifiers>(modifiers)...);
  }
  template <Expression X, class... Modifiers>
  [[nodiscard]] auto weights(X&& x, Modifiers&&... modifiers) && {
    return parts::weights_of_itself(std::move(*this), tenon::detail::capture(std::forward<X>(x)),
                                    std::forward<Modifiers>(modifiers)...);
  }
};

}  // namespace tenon::nn
