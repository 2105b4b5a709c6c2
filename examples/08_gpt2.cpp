// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// GPT-2 small as a type: 12 blocks of 768 features, 124 million weights. It prints what the model is made of and the
// plan of a block, then runs 1024 tokens through it and says what part of the processor's peak that is. Weights are
// random unless a safetensors file with the public names is given.
// needs: tenon::io (nlohmann_json and libzip)

#include <tenon/io/load.hpp>
#include <tenon/io/safetensors.hpp>
#include <tenon/tenon.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <memory>

#include "bench/peak.hpp"

namespace {

using namespace tenon::axes;
namespace nn = tenon::nn;
namespace io = tenon::io;

template <std::size_t N>
struct inner : tenon::axis<inner, N> {};

constexpr std::size_t context = 1024;

struct gpt2 {
  using norm = nn::layer_norm<embed<768>>;
  using attention = nn::multi_head_attention<embed<768>, head<12>, head_dim<64>, nn::positions<seq, key>, nn::in_out>;
  using mlp = nn::feed_forward<embed<768>, inner<3072>, nn::gelu_tanh, nn::in_out>;
  using block = nn::transformer_block<norm, attention, mlp>;
  using words_type = nn::embedding<vocab<50257>, embed<768>>;
  using places_type = tenon::tensor<float, seq<context>, embed<768>>;
  using blocks_type = nn::stack<block, 12>;
  BOOST_HANA_DEFINE_STRUCT(gpt2, (words_type, words), (places_type, places), (blocks_type, blocks), (norm, last_norm));

  using ids = tenon::tensor<int, batch<1>, seq<context>>;

  /// What the last block gives: [batch, seq, embed].
  [[nodiscard]] auto stream(ids const& tokens) const {
    tenon::tensor x = words(tokens) + places;
    return blocks(x, tenon::causal<seq, key>());
  }
  /// How likely each word is to follow the last token, as a logit: [batch, vocab].
  template <class X>
  [[nodiscard]] auto next(X const& x) const {
    return words.unembed(last_norm(tenon::sum<seq>(tenon::slice<seq, context - 1, 1>(x))));
  }
};

/// The names of the public files: matrices [in, out], query, key and value as one.
io::naming names() {
  return io::naming()
      .weights(tenon::weight_order::in_out)
      .map("words.weight", "wte.weight")
      .map("places", "wpe.weight")
      .map("blocks.{i}.norm_1.gain", "h.{i}.ln_1.weight")
      .map("blocks.{i}.norm_1.bias", "h.{i}.ln_1.bias")
      .map("blocks.{i}.attention.query.kernel", "h.{i}.attn.c_attn.weight", io::part(0, 3))
      .map("blocks.{i}.attention.query.bias", "h.{i}.attn.c_attn.bias", io::part(0, 3))
      .map("blocks.{i}.attention.key.kernel", "h.{i}.attn.c_attn.weight", io::part(1, 3))
      .map("blocks.{i}.attention.key.bias", "h.{i}.attn.c_attn.bias", io::part(1, 3))
      .map("blocks.{i}.attention.value.kernel", "h.{i}.attn.c_attn.weight", io::part(2, 3))
      .map("blocks.{i}.attention.value.bias", "h.{i}.attn.c_attn.bias", io::part(2, 3))
      .map("blocks.{i}.attention.out.kernel", "h.{i}.attn.c_proj.weight")
      .map("blocks.{i}.attention.out.bias", "h.{i}.attn.c_proj.bias")
      .map("blocks.{i}.norm_2.gain", "h.{i}.ln_2.weight")
      .map("blocks.{i}.norm_2.bias", "h.{i}.ln_2.bias")
      .map("blocks.{i}.feed_forward.up.kernel", "h.{i}.mlp.c_fc.weight")
      .map("blocks.{i}.feed_forward.up.bias", "h.{i}.mlp.c_fc.bias")
      .map("blocks.{i}.feed_forward.down.kernel", "h.{i}.mlp.c_proj.weight")
      .map("blocks.{i}.feed_forward.down.bias", "h.{i}.mlp.c_proj.bias")
      .map("last_norm.gain", "ln_f.weight")
      .map("last_norm.bias", "ln_f.bias")
      .ignore("h.{i}.attn.bias")  // the causal mask, which older files hold as a tensor
      .ignore("h.{i}.attn.masked_bias");
}

template <class F>
double seconds(F const& work) {
  auto const start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

int run(char const* file) {
  auto const model = std::make_unique<gpt2>();
  if (file != nullptr) {
    io::load(*model, io::safetensors(file), names());
    std::printf("weights from %s\n\n", file);
  } else {
    nn::initialize(*model, 1);
    std::puts("random weights (give a safetensors file with the public names for trained ones)\n");
  }
  std::cout << nn::summary(*model) << "\n";

  gpt2::ids tokens;
  for (std::size_t t = 0; t < context; ++t) tokens.data()[t] = static_cast<int>(t * 7919 % 50257);
  tenon::tensor x = model->words(tokens) + model->places;
  auto const block = model->blocks[0](x, tenon::causal<seq, key>());
  std::cout << "a block: " << tenon::describe(block) << "\n";

  // The work that counts: two operations a multiply-add, of the scores only those that the mask lets pass.
  double const projections = 2.0 * context * 768 * (4 * 768 + 2 * 3072);
  double const attended = 2.0 * 2 * 768 * context * (context + 1) / 2;
  double const work = 12 * (projections + attended) + 2.0 * 768 * 50257;

  double forward = 1e30, peak = 0;
  decltype(tenon::evaluate(model->next(x))) logits;
  for (int round = 0; round < 3; ++round) {
    forward = std::min(forward, seconds([&] { logits = model->next(model->stream(tokens)); }));
    peak = std::max(peak, tenon::bench::fma_peak<float>(1) * 1e9);
  }
  double sum = 0;
  for (float l : logits.span()) sum += double{l};
  std::printf("1024 tokens in %.3f s, %.0f tokens a second: %.1f GFLOP/s, %.2f of this core's peak of %.0f\n", forward,
              context / forward, work / forward / 1e9, work / forward / peak, peak / 1e9);
  return std::isfinite(sum) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && (std::strcmp(argv[1], "--help") == 0 || std::strcmp(argv[1], "-h") == 0)) {
    std::puts("08_gpt2 [file.safetensors]: GPT-2 small, 1024 tokens forward; random weights without a file");
    return 0;
  }
  try {
    return run(argc > 1 ? argv[1] : nullptr);
  } catch (io::error const& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 2;
  }
}
