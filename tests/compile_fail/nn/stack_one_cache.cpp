// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: One cache for all blocks of a stack
// mistake: Every block would append its keys to those of the others, and attend to them.
// fix: Give an array with a cache for each block.
// law: SharedByBlocks
// error: tenon: stack: one cache for several blocks
// error: kv_cache_of
#include <tenon/nn/feed_forward.hpp>
#include <tenon/nn/multi_head_attention.hpp>
#include <tenon/nn/norm.hpp>
#include <tenon/nn/stack.hpp>
#include <tenon/nn/transformer_block.hpp>
#include <tenon/shape/axes.hpp>

using namespace tenon::axes;
namespace nn = tenon::nn;

using attention = nn::multi_head_attention<embed<8>, head<2>, head_dim<4>, nn::positions<seq, key>>;
using block = nn::transformer_block<nn::layer_norm<embed<8>>, attention, nn::feed_forward<embed<8>, hidden<16>>>;

int main() {
  nn::stack<block, 2> const blocks;
  attention::cache<16> one;
  std::array<attention::cache<16>, 2> past;
  tenon::tensor<float, seq<1>, embed<8>> x;
#ifdef TENON_EXPECT_ERROR
  x = blocks(x, one);
#else
  x = blocks(x, past);
#endif
  static_cast<void>(one);
}
