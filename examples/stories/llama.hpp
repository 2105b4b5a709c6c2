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
namespace axes = tenon::axes;
namespace nn = tenon::nn;

template <std::size_t N>
struct kv_head : tenon::axis<kv_head, N> {};
template <std::size_t N>
struct group : tenon::axis<group, N> {};
template <std::size_t N>
struct inner : tenon::axis<inner, N> {};

/// What one block keeps of the tokens it has read.
template <class Pairing>
using cache = nn::kv_cache<nn::rotary<Pairing>, kv_head<4>, key<512>, head_dim<8>, nn::value_dim<8>>;

/// Grouped heads, queries and keys rotated; attends to what the cache holds, after x has been added to it.
template <class Pairing>
struct rotating_attention {
  using query_type = nn::linear<nn::no_bias, embed<64>, nn::merged<64>>;
  using key_type = nn::linear<nn::no_bias, embed<64>, nn::merged<32>>;
  using out_type = nn::linear<nn::no_bias, nn::merged<64>, embed<64>>;
  using input = tenon::shape<embed<64>>;
  BOOST_HANA_DEFINE_STRUCT(rotating_attention, (query_type, query), (key_type, key), (key_type, value),
                           (out_type, out));
  nn::rope<Pairing, seq<512>, head_dim<8>> rotate;

  template <tenon::Expression X>
  auto operator()(X const& x, cache<Pairing>& past) const {
    int const begin = past.length();  // the position of the first of x
    auto k = rotate(tenon::split<nn::merged, kv_head<4>, head_dim<8>>(key(x)), begin);
    auto v = tenon::split<nn::merged, kv_head<4>, nn::value_dim<8>>(value(x));
    past.append(tenon::rename<seq, axes::key>(k), tenon::rename<seq, axes::key>(v));
    auto q = rotate(tenon::split<nn::merged, kv_head<4>, group<2>, head_dim<8>>(query(x)), begin);
    return out(
        tenon::merge<kv_head, group, nn::value_dim, nn::merged>(nn::scaled_dot_product_attention<head_dim, axes::key>(
            q, past.keys(), past.values(), past.template visible<seq>())));
  }
};

template <class Pairing>
using block = nn::transformer_block<nn::rms_norm<embed<64>>, rotating_attention<Pairing>,
                                    nn::gated_feed_forward<embed<64>, inner<172>, nn::silu, nn::no_bias>>;

/// The weights. The classifier is the embedding once more.
template <class Pairing>
struct llama {
  using tokens_type = nn::embedding<vocab<512>, embed<64>>;
  using blocks_type = nn::stack<block<Pairing>, 5>;
  using norm_type = nn::rms_norm<embed<64>>;
  BOOST_HANA_DEFINE_STRUCT(llama, (tokens_type, tokens), (blocks_type, blocks), (norm_type, norm));

  using pairing = Pairing;
  using cache_type = std::array<cache<Pairing>, 5>;
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
