// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Recorded blocks of GPT-2 and Llama: the public block, with the weights that io::load finds by a naming.

#include <tenon/io/save.hpp>

#include "tests/files/golden_cases.hpp"
#include "tests/files/temporary.hpp"

using namespace tenon::axes;
namespace io = tenon::io;
namespace nn = tenon::nn;

namespace {

/// Hugging Face's names.
io::naming gpt2_names() {
  io::naming names;
  std::size_t k = 0;
  for (std::string const part : {"query", "key", "value"}) {
    names.map("attention." + part + ".{what}", "attn.c_attn.{what}", io::part(k++, 3));
  }
  return names.map("attention.out.{what}", "attn.c_proj.{what}")
      .map("feed_forward.up.{what}", "mlp.c_fc.{what}")
      .map("feed_forward.down.{what}", "mlp.c_proj.{what}")
      .map("norm_1.gain", "ln_1.weight")
      .map("norm_2.gain", "ln_2.weight")
      .map("norm_1.bias", "ln_1.bias")
      .map("norm_2.bias", "ln_2.bias");
}

template <class T>
void gpt2() {
  using block =
      nn::transformer_block<nn::layer_norm<T, embed<15>>,
                            nn::multi_head_attention<embed<15>, head<3>, head_dim<5>, nn::positions<seq, key>, T>,
                            nn::feed_forward<embed<15>, hidden<60>, nn::gelu_tanh, T>>;
  golden_case<T> const c("gpt2_block");
  block recorded;
  c.load(recorded, gpt2_names());
  auto const x = c.template get<batch<2>, seq<7>, embed<15>>("x");
  auto const y = c.template get<batch<2>, seq<7>, embed<15>>("y");
  CHECK(golden_difference(recorded(x, tenon::causal<seq, key>()), y) <= golden::long_tolerance<T>);
  // The public files are [in, out], and c_proj is square: written so, and read again so, it is the same block.
  files::temporary const path("gpt2.safetensors");
  auto const in_out = gpt2_names().weights(tenon::in_out);
  io::save(recorded, path, in_out);
  io::archive const file = io::open(path);
  CHECK(file.at("attn.c_attn.weight").shape == std::vector<std::size_t>{15, 45});
  CHECK(file.at("mlp.c_fc.weight").shape == std::vector<std::size_t>{15, 60});
  block again;
  CHECK(io::compare(again, file, gpt2_names()).size() ==
        6);  // c_attn thrice, c_fc, two c_proj: the square one by names
  io::load(again, file, in_out);
  CHECK(golden_difference(again(x, tenon::causal<seq, key>()), y) <= golden::long_tolerance<T>);
}

template <std::size_t N>
struct kv_head : tenon::axis<kv_head, N> {};
template <std::size_t N>
struct group : tenon::axis<group, N> {};

/// Four query heads in two groups, rotated.
template <class T, class Pairing>
using rotating_attention = nn::multi_head_attention<embed<24>, nn::grouped<kv_head<2>, group<2>>, head_dim<6>,
                                                    nn::positions<seq, key>, T, nn::no_bias, nn::rotary<Pairing, 7>>;

template <class T, class Pairing>
void llama(golden_case<T> const& c) {
  nn::transformer_block<nn::rms_norm<T, embed<24>>, rotating_attention<T, Pairing>,
                        nn::gated_feed_forward<embed<24>, hidden<19>, nn::silu, nn::no_bias, T>>
      block;
  c.load(block, io::naming()
                    .map("norm_1.gain", "attention_norm.weight")
                    .map("attention.query.weight", "wq.weight")
                    .map("attention.key.weight", "wk.weight")
                    .map("attention.value.weight", "wv.weight")
                    .map("attention.out.weight", "wo.weight")
                    .map("norm_2.gain", "ffn_norm.weight")
                    .map("feed_forward.gate.weight", "w1.weight")
                    .map("feed_forward.down.weight", "w2.weight")
                    .map("feed_forward.up.weight", "w3.weight"));
  auto const x = c.template get<batch<2>, seq<7>, embed<24>>("x");
  auto const mask = tenon::causal<seq, key>();
  CHECK(golden_difference(x + block.attention(block.norm_1(x), mask),
                          c.template get<batch<2>, seq<7>, embed<24>>("attn_resid")) <= golden::tolerance<T>);
  CHECK(golden_difference(block(x, mask), c.template get<batch<2>, seq<7>, embed<24>>("y")) <=
        golden::long_tolerance<T>);
}
template <class T>
void llamas() {
  using recorded = golden_case<T>;
  llama<T, nn::adjacent_pairs>(recorded("llama_block_interleaved"));
  llama<T, nn::half_split>(recorded("llama_block_half"));
}

}  // namespace

TEST_CASE("recorded GPT-2 block with the weights of its file, float") {
  gpt2<float>();
}
TEST_CASE("recorded GPT-2 block with the weights of its file, double") {
  gpt2<double>();
}
TEST_CASE("recorded Llama blocks with the weights of their files, float") {
  llamas<float>();
}
TEST_CASE("recorded Llama blocks with the weights of their files, double") {
  llamas<double>();
}
