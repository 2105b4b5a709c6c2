// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// stories260K as a type: a model of the Llama architecture, its sizes and its way of rotating among its types.

#include <tenon/tenon.hpp>

#include <array>
#include <cmath>
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

struct adjacent_pairs {
  static constexpr int first(int pair) { return 2 * pair; }
  static constexpr int second(int pair) { return 2 * pair + 1; }
};
struct half_split {
  static constexpr int first(int pair) { return pair; }
  static constexpr int second(int pair) { return pair + 4; }
};

struct gains {
  using type = tenon::tensor<float, embed<64>>;
  BOOST_HANA_DEFINE_STRUCT(gains, (type, gain));
};
template <class In, class... Out>
struct weights {
  using type = tenon::tensor<float, Out..., In>;
  static constexpr tenon::weight_order order = tenon::out_in;
  static constexpr std::size_t inputs = 1;
  BOOST_HANA_DEFINE_STRUCT(weights, (type, weight));
};

template <class Pairing>
struct attention_part {
  using query_type = weights<embed<64>, kv_head<4>, group<2>, head_dim<8>>;
  using key_type = weights<embed<64>, kv_head<4>, head_dim<8>>;
  using value_type = weights<embed<64>, kv_head<4>, nn::value_dim<8>>;
  using out_type = weights<nn::merged<64>, embed<64>>;
  BOOST_HANA_DEFINE_STRUCT(attention_part, (query_type, query), (key_type, key), (value_type, value), (out_type, out));
};
struct feed_forward_part {
  using up_type = weights<embed<64>, inner<172>>;
  using down_type = weights<inner<172>, embed<64>>;
  BOOST_HANA_DEFINE_STRUCT(feed_forward_part, (up_type, gate), (up_type, up), (down_type, down));
};

/// Keys and values of all positions so far, of one block.
struct cache {
  static constexpr int capacity = 512;
  tenon::tensor<float, kv_head<4>, key<512>, head_dim<8>> keys;
  tenon::tensor<float, kv_head<4>, key<512>, nn::value_dim<8>> values;
};

template <class Pairing>
struct block {
  BOOST_HANA_DEFINE_STRUCT(block, (gains, norm_1), (attention_part<Pairing>, attention), (gains, norm_2),
                           (feed_forward_part, feed_forward));

  template <std::size_t S>
  void operator()(tenon::tensor<float, seq<S>, embed<64>>& x, cache& past, int position) const {
    tenon::tensor const n = tenon::rms_norm<embed>(x, norm_1.gain);
    tenon::tensor<float, seq<S>, kv_head<4>, group<2>, head_dim<8>> q = tenon::dot<embed>(n, attention.query.weight);
    tenon::tensor<float, seq<S>, kv_head<4>, head_dim<8>> k = tenon::dot<embed>(n, attention.key.weight);
    tenon::tensor<float, seq<S>, kv_head<4>, nn::value_dim<8>> const v = tenon::dot<embed>(n, attention.value.weight);
    rotate(q.data(), S, 8, position);
    rotate(k.data(), S, 4, position);
    for (int s = 0; s < static_cast<int>(S); ++s) {
      for (int h = 0; h < 4; ++h) {
        for (int d = 0; d < 8; ++d) {
          past.keys(h, position + s, d) = k(s, h, d);
          past.values(h, position + s, d) = v(s, h, d);
        }
      }
    }
    auto const mixed =
        nn::scaled_dot_product_attention<head_dim, key>(q, past.keys, past.values, tenon::causal<seq, key>(position));
    x = x +
        tenon::dot<nn::merged>(tenon::merge<kv_head, group, nn::value_dim, nn::merged>(mixed), attention.out.weight);
    auto const m = tenon::rms_norm<embed>(x, norm_2.gain);
    x = x + tenon::dot<inner>(tenon::silu(tenon::dot<embed>(m, feed_forward.gate.weight)) *
                                  tenon::dot<embed>(m, feed_forward.up.weight),
                              feed_forward.down.weight);
  }

 private:
  static void rotate(float* x, std::size_t positions, std::size_t heads, int first) {
    for (std::size_t s = 0; s < positions; ++s) {
      for (int pair = 0; pair < 4; ++pair) {
        double const angle = static_cast<double>(first + static_cast<int>(s)) * std::pow(10000.0, -pair / 4.0);
        float const c = static_cast<float>(std::cos(angle)), w = static_cast<float>(std::sin(angle));
        for (std::size_t h = 0; h < heads; ++h) {
          float& a = x[(s * heads + h) * 8 + static_cast<std::size_t>(Pairing::first(pair))];
          float& b = x[(s * heads + h) * 8 + static_cast<std::size_t>(Pairing::second(pair))];
          float const turned = a * c - b * w;
          b = a * w + b * c;
          a = turned;
        }
      }
    }
  }
};

/// The weights. The classifier is the embedding once more.
template <class Pairing>
struct llama {
  using tokens_type = weights<embed<64>, vocab<512>>;
  using blocks_type = std::array<block<Pairing>, 5>;
  BOOST_HANA_DEFINE_STRUCT(llama, (tokens_type, tokens), (blocks_type, blocks), (gains, norm));

  using pairing = Pairing;
  using cache_type = std::array<cache, 5>;
  static constexpr int capacity = cache::capacity;
  static constexpr int vocabulary = 512;
  static constexpr plain::llama_sizes sizes{64, 172, 5, 8, 4, 512, 512};

  template <std::size_t S>
  tenon::tensor<float, seq<S>, embed<64>> operator()(tenon::tensor<int, seq<S>> const& ids, cache_type& past,
                                                     int position) const {
    tenon::tensor<float, seq<S>, embed<64>> x = tenon::take<vocab>(tokens.weight, ids);
    for (std::size_t i = 0; i < blocks.size(); ++i) blocks[i](x, past[i], position);
    return x;
  }
  template <tenon::Expression X>
  auto logits(X const& x) const {
    return tenon::dot<embed>(tenon::rms_norm<embed>(x, norm.gain), tokens.weight);
  }
};

}  // namespace stories
