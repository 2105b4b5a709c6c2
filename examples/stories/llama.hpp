// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// stories260K as a type: a model of the Llama architecture, its sizes and its way of rotating among its types.

#include <tenon/tenon.hpp>

#include <array>
#include <cstddef>

#include "examples/plain/llama.hpp"

namespace stories {

using namespace tenon::axes;
namespace nn = tenon::nn;

template <std::size_t N>
struct kv_head : tenon::axis<kv_head, N> {};
template <std::size_t N>
struct group : tenon::axis<group, N> {};
template <std::size_t N>
struct inner : tenon::axis<inner, N> {};

/// Four pairs of query heads, each pair with one head of keys and values; queries and keys are rotated.
template <class Pairing>
using attention = nn::multi_head_attention<embed<64>, nn::grouped<kv_head<4>, group<2>>, head_dim<8>,
                                           nn::positions<seq, key>, nn::no_bias, nn::rotary<Pairing, 512>>;

template <class Pairing>
using block = nn::transformer_block<nn::rms_norm<embed<64>>, attention<Pairing>,
                                    nn::gated_feed_forward<embed<64>, inner<172>, nn::silu, nn::no_bias>>;

/// The weights. The classifier is the embedding once more.
template <class Pairing>
struct llama {
  using tokens_type = nn::embedding<vocab<512>, embed<64>>;
  using blocks_type = nn::stack<block<Pairing>, 5>;
  using norm_type = nn::rms_norm<embed<64>>;
  BOOST_HANA_DEFINE_STRUCT(llama, (tokens_type, tokens), (blocks_type, blocks), (norm_type, norm));

  using pairing = Pairing;
  using cache_type = std::array<typename attention<Pairing>::template cache<512>, 5>;
  static constexpr int capacity = 512;
  static constexpr int vocabulary = 512;
  static constexpr plain::llama_sizes sizes{64, 172, 5, 8, 4, 512, 512};

  /// What the model makes of some more tokens, after those that the caches hold.
  template <std::size_t S>
  tenon::tensor<float, seq<S>, embed<64>> operator()(tenon::tensor<int, seq<S>> const& ids, cache_type& past) const {
    return blocks(tokens(ids), past);
  }
  template <tenon::Expression X>
  auto logits(X const& x) const {
    return tokens.unembed(norm(x));
  }
};

}  // namespace stories
