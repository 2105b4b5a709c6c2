// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Multi-head attention from one sequence to another: the queries are made of the input, keys and values of a memory.

#include <cstdint>
#include <utility>

#include <tenon/nn/attention_parts.hpp>

namespace tenon::nn {

namespace by {
/// What a cross-attention was given: with one memory for keys and values, or with one for each.
template <class Embed, class Memory, class... Rest>
struct cross_arguments {
  static constexpr bool two_memories = false;
  using parts = attention_parts<options<takes<>>, void, void, void, Embed, Memory, Memory>;
};
template <class Embed, class Memory, class Heads, class HeadDim, template <std::size_t> class Query,
          template <std::size_t> class Key, class... Options>
struct cross_arguments<Embed, Memory, Heads, HeadDim, positions<Query, Key>, Options...> {
  static constexpr bool two_memories = false;
  using chosen = options<takes<kind::value, kind::order, kind::bias>, Options...>;
  using parts = attention_parts<chosen, Heads, HeadDim, positions<Query, Key>, Embed, Memory, Memory>;
};
template <class Embed, class Memory, class ValueMemory, class Heads, class HeadDim, template <std::size_t> class Query,
          template <std::size_t> class Key, class... Options>
struct cross_arguments<Embed, Memory, ValueMemory, Heads, HeadDim, positions<Query, Key>, Options...> {
  static constexpr bool two_memories = true;
  using chosen = options<takes<kind::value, kind::order, kind::bias>, Options...>;
  using parts = attention_parts<chosen, Heads, HeadDim, positions<Query, Key>, Embed, Memory, ValueMemory>;
};
}  // namespace by

/// Multi-head attention from an input to a memory: `cross_attention<Embed, Memory, Heads, HeadDim, Positions,
/// options...>`, as `multi_head_attention`, where Memory is the axis of the memory's features; or `<Embed, Memory,
/// ValueMemory, Heads, …>` where values are made of another memory than keys. A memory has the positions that are
/// asked, the second of `positions<seq, key>`. Shape: x [..., seq, Embed], memory [..., key, Memory] → [..., seq,
/// Embed]. Cost: as `multi_head_attention`. Example: `attention(x, memory, key_length<key>(lengths))`, or `attention(x,
/// memory_of_keys, memory_of_values)`
template <class Embed, class Memory, class... Rest>
struct cross_attention {
  using arguments = by::cross_arguments<Embed, Memory, Rest...>;
  using parts = typename arguments::parts;
  using query_type = typename parts::query_type;
  using key_type = typename parts::key_type;
  using value_type = typename parts::value_type;
  using out_type = typename parts::out_type;
  using input = shape<Embed>;
  using memory_input = shape<Memory>;
  BOOST_HANA_DEFINE_STRUCT(cross_attention, (query_type, query), (key_type, key), (value_type, value), (out_type, out));

  /// Zeros.
  cross_attention() = default;
  /// Glorot-uniform weights from a seed, biases of zeros.
  explicit cross_attention(std::uint64_t seed) : query(seed), key(seed + 1), value(seed + 2), out(seed + 3) {}
  /// Given projections.
  cross_attention(query_type q, key_type k, value_type v, out_type o)
      : query(std::move(q)), key(std::move(k)), value(std::move(v)), out(std::move(o)) {}

  /// The layer must outlive the expression; a layer that is a temporary gives its weights to the expression.
  template <Expression X, Expression M, class... Modifiers>
  [[nodiscard]] auto operator()(X&& x, M&& memory, Modifiers&&... modifiers) const& {
    return attended(*this, tenon::detail::capture(std::forward<X>(x)), tenon::detail::capture(std::forward<M>(memory)),
                    std::forward<Modifiers>(modifiers)...);
  }
  template <Expression X, Expression M, class... Modifiers>
  [[nodiscard]] auto operator()(X&& x, M&& memory, Modifiers&&... modifiers) && {
    return attended(std::move(*this), tenon::detail::capture(std::forward<X>(x)),
                    tenon::detail::capture(std::forward<M>(memory)), std::forward<Modifiers>(modifiers)...);
  }

  /// The weights by which the values are mixed, of which no memory is needed. Shape: [..., seq, Heads, key].
  template <Expression X, Expression M, class... Modifiers>
  [[nodiscard]] auto weights(X&& x, M&& memory, Modifiers&&... modifiers) const& {
    return parts::weights(*this, std::forward<X>(x), std::forward<M>(memory), std::forward<Modifiers>(modifiers)...);
  }
  template <Expression X, Expression M, class... Modifiers>
  [[nodiscard]] auto weights(X&& x, M&& memory, Modifiers&&... modifiers) && {
    return parts::weights(std::move(*this), std::forward<X>(x), std::forward<M>(memory),
                          std::forward<Modifiers>(modifiers)...);
  }

 private:
  template <class Self, class X, class K, class... M>
  static auto attended(Self&& layer, X const& x, K const& memory, M&&... modifiers) {
    if constexpr (arguments::two_memories)
      return parts::attended_by(std::forward<Self>(layer), x, memory, std::forward<M>(modifiers)...);
    else
      return parts::attended_by(std::forward<Self>(layer), x, memory, memory, std::forward<M>(modifiers)...);
  }
};

}  // namespace tenon::nn
