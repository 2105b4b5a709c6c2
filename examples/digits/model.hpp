// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A vision transformer (Dosovitskiy et al., 2021) for images of 8 × 8 numbers, as a type.

#include <tenon/io/naming.hpp>
#include <tenon/tenon.hpp>

#include <array>

namespace digits {

using namespace tenon::axes;
namespace nn = tenon::nn;

template <std::size_t N>
struct row : tenon::axis<row, N> {};
template <std::size_t N>
struct column : tenon::axis<column, N> {};
template <std::size_t N>
struct channel : tenon::axis<channel, N> {};
template <std::size_t N>
struct pixel : tenon::axis<pixel, N> {};
template <std::size_t N>
struct inner : tenon::axis<inner, N> {};
template <std::size_t N>
struct digit : tenon::axis<digit, N> {};

template <std::size_t B>
using images_of = tenon::tensor<float, batch<B>, channel<1>, row<8>, column<8>>;

using norm = nn::layer_norm<embed<24>>;
using attention = nn::multi_head_attention<embed<24>, head<3>, head_dim<8>, nn::positions<seq, key>>;
using block = nn::transformer_block<norm, attention, nn::feed_forward<embed<24>, inner<48>, nn::gelu>>;

/// 16 patches of 2 × 2 pixels, and before them a class token, from which the digit is read.
struct vision_transformer {
  using token = tenon::tensor<float, seq<1>, embed<24>>;
  using places = tenon::tensor<float, seq<17>, embed<24>>;
  using patch_projection = nn::linear<pixel<4>, embed<24>>;
  using blocks_type = nn::stack<block, 2>;
  using head_type = nn::linear<embed<24>, digit<10>>;
  BOOST_HANA_DEFINE_STRUCT(vision_transformer, (patch_projection, patch), (token, class_token), (places, positions),
                           (blocks_type, blocks), (norm, final_norm), (head_type, classifier));

  vision_transformer() {
    for (block& b : blocks) b.norm_1.eps = b.norm_2.eps = 1e-6;
    final_norm.eps = 1e-6;
  }

  /// [batch, channel<1>, row<8>, column<8>] → [batch, seq<17>, embed<24>]
  template <std::size_t B>
  [[nodiscard]] auto tokens(images_of<B> const& images) const {
    nn::patches<channel<1>, row<8>, column<8>, seq<16>, pixel<4>> const cut;
    auto const first = tenon::broadcast<batch<B>, seq<1>, embed<24>>(class_token);
    return tenon::concat<seq>(first, patch(cut(images))) + positions;
  }
  /// What the last block gives → [batch, digit<10>]
  template <tenon::Expression X>
  [[nodiscard]] auto logits(X const& x) const {
    return classifier(final_norm(tenon::sum<seq>(tenon::slice<seq, 0, 1>(x))));
  }
  template <std::size_t B>
  [[nodiscard]] auto operator()(images_of<B> const& images) const {
    tenon::tensor x = tokens(images);
    x = blocks(x);
    return tenon::evaluate(logits(x));
  }
};

/// How the weights are called in their file: matrices [out, in], the projections of attention as one matrix.
inline tenon::io::naming names() {
  using tenon::io::part;
  using tenon::io::shaped;
  return tenon::io::naming()
      .map("class_token", "cls_token", shaped(1, 1, 24))
      .map("positions", "pos_embed", shaped(1, 17, 24))
      .map("blocks.{i}.norm_1.gain", "blocks.{i}.norm1.weight")
      .map("blocks.{i}.norm_1.bias", "blocks.{i}.norm1.bias")
      .map("blocks.{i}.attention.query.{what}", "blocks.{i}.attn.qkv.{what}", part(0, 3))
      .map("blocks.{i}.attention.key.{what}", "blocks.{i}.attn.qkv.{what}", part(1, 3))
      .map("blocks.{i}.attention.value.{what}", "blocks.{i}.attn.qkv.{what}", part(2, 3))
      .map("blocks.{i}.attention.out.{what}", "blocks.{i}.attn.proj.{what}")
      .map("blocks.{i}.norm_2.gain", "blocks.{i}.norm2.weight")
      .map("blocks.{i}.norm_2.bias", "blocks.{i}.norm2.bias")
      .map("blocks.{i}.feed_forward.up.{what}", "blocks.{i}.mlp.fc1.{what}")
      .map("blocks.{i}.feed_forward.down.{what}", "blocks.{i}.mlp.fc2.{what}")
      .map("final_norm.gain", "norm.weight")
      .map("final_norm.bias", "norm.bias")
      .map("classifier.{what}", "head.{what}");
}

}  // namespace digits
