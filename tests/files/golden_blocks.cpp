// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Recorded encoder and decoder layers: the public blocks, with the weights that io::load finds by a naming.

#include "tests/files/golden_cases.hpp"

using namespace tenon::axes;
namespace io = tenon::io;
namespace nn = tenon::nn;

namespace {

template <class T>
using attention = nn::multi_head_attention<embed<15>, head<3>, head_dim<5>, nn::positions<seq, key>, T>;
template <class T>
using attention_to_memory = nn::cross_attention<embed<15>, embed<15>, head<3>, head_dim<5>, nn::positions<seq, key>, T>;
template <class T>
using norm = nn::layer_norm<T, embed<15>>;

/// What PyTorch calls the parts of its encoder and decoder layers.
io::naming torch_names() {
  io::naming names;
  std::size_t k = 0;
  for (std::string const part : {"query", "key", "value"}) {
    for (std::string const what : {"weight", "bias"}) {
      names.map("attention." + part + "." + what, "self_attn.in_proj_" + what, io::part(k, 3));
      names.map("cross_attention." + part + "." + what, "multihead_attn.in_proj_" + what, io::part(k, 3));
    }
    ++k;
  }
  return names.map("attention.out.{what}", "self_attn.out_proj.{what}")
      .map("cross_attention.out.{what}", "multihead_attn.out_proj.{what}")
      .map("feed_forward.up.{what}", "linear1.{what}")
      .map("feed_forward.down.{what}", "linear2.{what}")
      .map("norm_1.gain", "norm1.weight")
      .map("norm_2.gain", "norm2.weight")
      .map("norm_3.gain", "norm3.weight")
      .map("norm_1.bias", "norm1.bias")
      .map("norm_2.bias", "norm2.bias")
      .map("norm_3.bias", "norm3.bias");
}

template <class T, class Activation, class Place, class... Modifiers>
double encoder(golden_case<T> const& c, Modifiers const&... modifiers) {
  nn::transformer_block<norm<T>, attention<T>, nn::feed_forward<embed<15>, hidden<19>, Activation, T>, Place> block;
  c.load(block, torch_names());
  auto const x = c.template get<batch<2>, seq<7>, embed<15>>("x");
  return golden_difference(block(x, modifiers...), c.template get<batch<2>, seq<7>, embed<15>>("y"));
}
template <class T, class Place>
double decoder(golden_case<T> const& c) {
  nn::decoder_block<norm<T>, attention<T>, attention_to_memory<T>, nn::feed_forward<embed<15>, hidden<19>, nn::relu, T>,
                    Place>
      block;
  c.load(block, torch_names());
  auto const x = c.template get<batch<2>, seq<7>, embed<15>>("x");
  auto const memory = c.template get<batch<2>, key<4>, embed<15>>("mem");
  return golden_difference(block(x, memory, tenon::causal<seq, key>()),
                           c.template get<batch<2>, seq<7>, embed<15>>("y"));
}

template <class T>
void encoders_and_decoders() {
  using recorded = golden_case<T>;
  constexpr double allowed = golden::long_tolerance<T>;
  CHECK(encoder<T, nn::relu, nn::post_norm>(recorded("enc_post_relu")) <= allowed);
  CHECK(encoder<T, nn::gelu, nn::post_norm>(recorded("enc_post_gelu")) <= allowed);
  CHECK(encoder<T, nn::relu, nn::pre_norm>(recorded("enc_pre_relu")) <= allowed);
  CHECK(encoder<T, nn::gelu, nn::pre_norm>(recorded("enc_pre_gelu")) <= allowed);
  CHECK(encoder<T, nn::gelu, nn::pre_norm>(recorded("enc_pre_gelu_causal"), tenon::causal<seq, key>()) <= allowed);
  CHECK(decoder<T, nn::post_norm>(recorded("dec_post_relu")) <= allowed);
  CHECK(decoder<T, nn::pre_norm>(recorded("dec_pre_relu")) <= allowed);
}

}  // namespace

TEST_CASE("recorded encoder and decoder layers with the weights of their files, float") {
  encoders_and_decoders<float>();
}
TEST_CASE("recorded encoder and decoder layers with the weights of their files, double") {
  encoders_and_decoders<double>();
}
