// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Recorded rotary positions and llama blocks: root mean square norms, grouped heads, rotated queries and keys, a gated
// MLP. A rotation is said twice: by the layer, and with axes, where the head's features are pairs of two parts, in
// either order.

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

using namespace tenon::axes;

namespace {

template <std::size_t N>
struct pair : tenon::axis<pair, N> {};
template <std::size_t N>
struct part : tenon::axis<part, N> {};
template <std::size_t N>
struct group : tenon::axis<group, N> {};

/// Rotates the pairs of x by the angles whose cosine and sine are given over [seq, pair].
template <class X, class C, class S>
auto rotated(X const& x, C const& cos, S const& sin) {
  auto const a = tenon::slice<part, 0, 1>(x);
  auto const b = tenon::slice<part, 1, 1>(x);
  return tenon::concat<part>(a * cos - b * sin, a * sin + b * cos);
}
/// The pairs are neighbours: (0, 1), (2, 3), …
template <class X, class C, class S>
auto rotated_interleaved(X const& x, C const& cos, S const& sin) {
  return tenon::merge<pair, part, head_dim>(rotated(tenon::split<head_dim, pair<3>, part<2>>(x), cos, sin));
}
/// The pairs are halves: (0, 3), (1, 4), …
template <class X, class C, class S>
auto rotated_halves(X const& x, C const& cos, S const& sin) {
  return tenon::merge<part, pair, head_dim>(
      tenon::permute<batch, head, seq, part, pair>(rotated(tenon::split<head_dim, part<2>, pair<3>>(x), cos, sin)));
}

/// (t + offset) · 10000^(−2i / 6): positions take their lengths from broadcast.
template <class T>
auto angles(int offset) {
  auto const t = tenon::cast<T>(tenon::position<seq>() + offset);
  auto const i = tenon::cast<T>(tenon::position<pair>());
  return tenon::broadcast<seq<7>, pair<3>>(t * tenon::exp(i * (-std::log(10000.0) / 3)));
}
template <class T>
auto cosines(int offset) {
  return tenon::map([](T x) { return std::cos(x); }, angles<T>(offset));
}
template <class T>
auto sines(int offset) {
  return tenon::map([](T x) { return std::sin(x); }, angles<T>(offset));
}

template <class T>
void rotary(int offset) {
  std::string const end = "_off" + std::to_string(offset);
  for (bool const interleaved : {true, false}) {
    INFO("interleaved " << interleaved << " offset " << offset);
    auto const f = golden::load<T>((interleaved ? "rope_interleaved" : "rope_half") + end);
    auto const x = f.template get<T, batch<2>, head<3>, seq<7>, head_dim<6>>("x");
    auto const y = f.template get<T, batch<2>, head<3>, seq<7>, head_dim<6>>("y");
    auto const cos = f.template get<T, seq<7>, pair<3>>("cos");
    auto const sin = f.template get<T, seq<7>, pair<3>>("sin");
    TENON_GOLDEN(cosines<T>(offset), cos);
    TENON_GOLDEN(sines<T>(offset), sin);
    if (interleaved) {
      TENON_GOLDEN(rotated_interleaved(x, cos, sin), y);
      tenon::nn::rope<T, tenon::nn::adjacent_pairs, seq<16>, head_dim<6>> const rotate;
      TENON_GOLDEN(rotate(x, offset), y);
    } else {
      TENON_GOLDEN(rotated_halves(x, cos, sin), y);
      tenon::nn::rope<T, tenon::nn::half_split, seq<16>, head_dim<6>> const rotate;
      TENON_GOLDEN(rotate(x, offset), y);
    }
  }
}

template <class T>
using tokens = tenon::tensor<T, batch<2>, seq<7>, embed<24>>;

/// Queries of 4 heads, keys and values of 2: query head h reads head h / 2.
template <class T, class Pairing>
void block(char const* name) {
  namespace nn = tenon::nn;
  auto const f = golden::load<T>(name);
  auto const array = [&](char const* what) { return f.template get<T, batch<2>, seq<7>, embed<24>>(what); };
  using attention = nn::multi_head_attention<embed<24>, nn::grouped<head<2>, group<2>>, head_dim<6>,
                                             nn::positions<seq, key>, T, nn::no_bias, nn::rotary<Pairing, 7>>;
  nn::transformer_block<nn::rms_norm<T, embed<24>>, attention,
                        nn::gated_feed_forward<embed<24>, hidden<19>, nn::silu, T, nn::no_bias>>
      block;
  block.norm_1.gain = f.template get<T, embed<24>>("attention_norm.weight");
  block.attention.query.weight = f.template get<T, nn::merged<24>, embed<24>>("wq.weight");
  block.attention.key.weight = f.template get<T, nn::merged<12>, embed<24>>("wk.weight");
  block.attention.value.weight = f.template get<T, nn::merged<12>, embed<24>>("wv.weight");
  block.attention.out.weight = f.template get<T, embed<24>, nn::merged<24>>("wo.weight");
  block.norm_2.gain = f.template get<T, embed<24>>("ffn_norm.weight");
  block.feed_forward.gate.weight = f.template get<T, hidden<19>, embed<24>>("w1.weight");
  block.feed_forward.up.weight = f.template get<T, hidden<19>, embed<24>>("w3.weight");
  block.feed_forward.down.weight = f.template get<T, embed<24>, hidden<19>>("w2.weight");
  tokens<T> const x = array("x");
  auto const mask = tenon::causal<seq, key>();
  TENON_GOLDEN(x + block.attention(block.norm_1(x), mask), array("attn_resid"));
  TENON_GOLDEN(block(x, mask), array("y"), golden::long_tolerance<T>);
}

}  // namespace

TEST_CASE("recorded rotary positions, float") {
  rotary<float>(0);
  rotary<float>(3);
}
TEST_CASE("recorded rotary positions, double") {
  rotary<double>(0);
  rotary<double>(3);
}
TEST_CASE("recorded llama blocks, float") {
  block<float, tenon::nn::adjacent_pairs>("llama_block_interleaved");
  block<float, tenon::nn::half_split>("llama_block_half");
}
TEST_CASE("recorded llama blocks, double") {
  block<double, tenon::nn::adjacent_pairs>("llama_block_interleaved");
  block<double, tenon::nn::half_split>("llama_block_half");
}
