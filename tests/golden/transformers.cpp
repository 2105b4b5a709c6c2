// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Recorded multi-head attention, encoder and decoder layers and a GPT-2 block, through the layers of `nn`. PyTorch's
// weights are [out, in], and the projections of queries, keys and values are one matrix.

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

using namespace tenon::axes;
namespace nn = tenon::nn;

namespace {

constexpr std::size_t width = 15;  // of the model: 3 heads of 5

template <class T>
auto stream(golden::file const& f, std::string const& name) {
  return f.get<T, batch<2>, seq<7>, embed<width>>(name);
}

// ---- From names of the files to members of the layers.

template <class T, class In, class Out>
void fill(nn::linear_layer<T, In, Out>& layer, golden::file const& f, std::string const& weight,
          std::string const& bias) {
  layer.weight = f.get<T, Out, In>(weight);
  layer.bias = f.get<T, Out>(bias);
}
/// One of the three parts of a projection.
template <std::size_t Part, class T, class In>
void fill_part(nn::linear_layer<T, In, nn::merged<width>>& layer, golden::file const& f, std::string const& weight,
               std::string const& bias) {
  layer.weight = tenon::slice<nn::merged, Part * width, width>(f.get<T, nn::merged<3 * width>, In>(weight));
  layer.bias = tenon::slice<nn::merged, Part * width, width>(f.get<T, nn::merged<3 * width>>(bias));
}
template <class Attention>
void fill_attention(Attention& layer, golden::file const& f, std::string const& weight, std::string const& bias,
                    std::string const& out) {
  fill_part<0>(layer.query, f, weight, bias);
  fill_part<1>(layer.key, f, weight, bias);
  fill_part<2>(layer.value, f, weight, bias);
  fill(layer.out, f, out + "weight", out + "bias");
}
template <class Attention>
void fill_attention(Attention& layer, golden::file const& f, std::string const& prefix) {
  fill_attention(layer, f, prefix + "in_proj_weight", prefix + "in_proj_bias", prefix + "out_proj.");
}
template <class Norm>
void fill_norm(Norm& norm, golden::file const& f, std::string const& prefix) {
  norm.gain = f.get<typename decltype(norm.gain)::value_type, embed<width>>(prefix + "weight");
  norm.bias = f.get<typename decltype(norm.bias)::value_type, embed<width>>(prefix + "bias");
}
template <class Mlp>
void fill_mlp(Mlp& mlp, golden::file const& f, std::string const& up, std::string const& down) {
  fill(mlp.up, f, up + "weight", up + "bias");
  fill(mlp.down, f, down + "weight", down + "bias");
}

template <class T>
using self_attention = nn::multi_head_attention<embed<width>, head<3>, head_dim<5>, nn::positions<seq, key>, T>;
template <class T>
using attention_to_memory =
    nn::cross_attention<embed<width>, embed<width>, head<3>, head_dim<5>, nn::positions<seq, key>, T>;
template <class T>
using norm = nn::layer_norm<T, embed<width>>;
template <class T, class Activation, std::size_t Inner = 19>
using mlp = nn::feed_forward<embed<width>, hidden<Inner>, Activation, T>;

template <class T>
void multi_head_cases() {
  auto const weights = [](golden::file const& f) {
    return tenon::tensor<T, batch<2>, seq<7>, head<3>, key<7>>(
        f.get<T, batch<2>, head<3>, seq<7>, key<7>>("w"));  // by name
  };
  self_attention<T> layer;
  auto const self = golden::load<T>("mha_self");
  fill_attention(layer, self, "");
  auto const x = stream<T>(self, "x");
  TENON_GOLDEN(layer(x), stream<T>(self, "y"));
  TENON_GOLDEN(layer.weights(x), weights(self));

  auto const causal = golden::load<T>("mha_self_causal");
  fill_attention(layer, causal, "");
  auto const cx = stream<T>(causal, "x");
  TENON_GOLDEN(layer(cx, tenon::causal<seq, key>()), stream<T>(causal, "y"));
  TENON_GOLDEN(layer.weights(cx, tenon::causal<seq, key>()), weights(causal));

  attention_to_memory<T> cross;
  auto const f = golden::load<T>("mha_cross");
  fill_attention(cross, f, "");
  auto const bx = stream<T>(f, "x");
  auto const memory = f.template get<T, batch<2>, key<4>, embed<width>>("mem");
  TENON_GOLDEN(cross(bx, memory), stream<T>(f, "y"));
  tenon::tensor<T, batch<2>, seq<7>, head<3>, key<4>> const w =
      f.template get<T, batch<2>, head<3>, seq<7>, key<4>>("w");
  TENON_GOLDEN(cross.weights(bx, memory), w);
}

/// Keys and values are made of memories of other widths than the queries.
template <class T>
void widths_of_keys_and_values() {
  auto const f = golden::load<T>("mha_kdim_vdim");
  nn::cross_attention<embed<width>, vocab<11>, hidden<18>, head<3>, head_dim<5>, nn::positions<seq, key>, T> layer;
  auto const bias = f.template get<T, nn::merged<3 * width>>("in_proj_bias");
  layer.query.weight = f.template get<T, nn::merged<width>, embed<width>>("q_proj_weight");
  layer.key.weight = f.template get<T, nn::merged<width>, vocab<11>>("k_proj_weight");
  layer.value.weight = f.template get<T, nn::merged<width>, hidden<18>>("v_proj_weight");
  layer.query.bias = tenon::slice<nn::merged, 0, width>(bias);
  layer.key.bias = tenon::slice<nn::merged, width, width>(bias);
  layer.value.bias = tenon::slice<nn::merged, 2 * width, width>(bias);
  fill(layer.out, f, "out_proj.weight", "out_proj.bias");
  auto const x = stream<T>(f, "x");
  auto const mk = f.template get<T, batch<2>, key<4>, vocab<11>>("mk");
  auto const mv = f.template get<T, batch<2>, key<4>, hidden<18>>("mv");
  TENON_GOLDEN(layer(x, mk, mv), stream<T>(f, "y"));
  tenon::tensor<T, batch<2>, seq<7>, head<3>, key<4>> const w =
      f.template get<T, batch<2>, head<3>, seq<7>, key<4>>("w");
  TENON_GOLDEN(layer.weights(x, mk), w);
}

// ---- Blocks: each one expression and one plan. In double they are computed in tests/files/golden_blocks.cpp and
// golden_models.cpp, with the same bounds: they cost much to compile.

template <class T, class Activation, class Place, class Mode = tenon::fused, class... Modifiers>
double encoder(char const* name, Modifiers const&... modifiers) {
  auto const f = golden::load<T>(name);
  nn::transformer_block<norm<T>, self_attention<T>, mlp<T, Activation>, Place> block;
  fill_attention(block.attention, f, "self_attn.");
  fill_mlp(block.feed_forward, f, "linear1.", "linear2.");
  fill_norm(block.norm_1, f, "norm1.");
  fill_norm(block.norm_2, f, "norm2.");
  auto const x = stream<T>(f, "x");
  return golden::difference(tenon::evaluate<Mode>(block(x, modifiers...)), stream<T>(f, "y"));
}

template <class T, class Place>
double decoder(char const* name) {
  auto const f = golden::load<T>(name);
  nn::decoder_block<norm<T>, self_attention<T>, attention_to_memory<T>, mlp<T, nn::relu>, Place> block;
  fill_attention(block.attention, f, "self_attn.");
  fill_attention(block.cross_attention, f, "multihead_attn.");
  fill_mlp(block.feed_forward, f, "linear1.", "linear2.");
  fill_norm(block.norm_1, f, "norm1.");
  fill_norm(block.norm_2, f, "norm2.");
  fill_norm(block.norm_3, f, "norm3.");
  auto const x = stream<T>(f, "x");
  auto const memory = f.template get<T, batch<2>, key<4>, embed<width>>("mem");
  return golden::difference(tenon::evaluate(block(x, memory, tenon::causal<seq, key>())), stream<T>(f, "y"));
}

template <class T>
void blocks() {
  constexpr double allowed = golden::long_tolerance<T>;
  CHECK(encoder<T, nn::relu, nn::post_norm>("enc_post_relu") <= allowed);
  CHECK(encoder<T, nn::gelu, nn::post_norm>("enc_post_gelu") <= allowed);
  CHECK(encoder<T, nn::relu, nn::pre_norm>("enc_pre_relu") <= allowed);
  CHECK(encoder<T, nn::gelu, nn::pre_norm>("enc_pre_gelu") <= allowed);
  CHECK(encoder<T, nn::gelu, nn::pre_norm>("enc_pre_gelu_causal", tenon::causal<seq, key>()) <= allowed);
  CHECK(decoder<T, nn::post_norm>("dec_post_relu") <= allowed);
  CHECK(decoder<T, nn::pre_norm>("dec_pre_relu") <= allowed);
}

template <class T>
void gpt2() {
  auto const f = golden::load<T>("gpt2_block");
  nn::transformer_block<norm<T>, self_attention<T>, mlp<T, nn::gelu_tanh, 60>> block;
  fill_attention(block.attention, f, "attn.c_attn.weight", "attn.c_attn.bias", "attn.c_proj.");
  fill_mlp(block.feed_forward, f, "mlp.c_fc.", "mlp.c_proj.");
  fill_norm(block.norm_1, f, "ln_1.");
  fill_norm(block.norm_2, f, "ln_2.");
  auto const x = stream<T>(f, "x");
  auto const mask = tenon::causal<seq, key>();
  CHECK(golden::difference(tenon::evaluate(block(x, mask)), stream<T>(f, "y")) <= golden::long_tolerance<T>);
}

}  // namespace

TEST_CASE("recorded multi-head attention, float") {
  multi_head_cases<float>();
  widths_of_keys_and_values<float>();
}
TEST_CASE("recorded multi-head attention, double") {
  multi_head_cases<double>();
  widths_of_keys_and_values<double>();
}
TEST_CASE("recorded encoder and decoder layers, float") {
  blocks<float>();
}
TEST_CASE("recorded encoder layer, unfused") {
  CHECK(encoder<float, nn::relu, nn::post_norm, tenon::unfused>("enc_post_relu") <= golden::tolerance<float>);
}
TEST_CASE("recorded GPT-2 block, float") {
  gpt2<float>();
}
