// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A stack of no blocks
// mistake: A model of zero layers has nothing to give.
// fix: At least one block.
// law: PositiveExtents
// error: tenon: stack: there must be at least one block
// error: dim<0>
#include <tenon/expr/position.hpp>
#include <tenon/nn/feed_forward.hpp>
#include <tenon/nn/multi_head_attention.hpp>
#include <tenon/nn/norm.hpp>
#include <tenon/nn/stack.hpp>
#include <tenon/nn/transformer_block.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
namespace nn = tenon::nn;

int main() {
  using attention = nn::multi_head_attention<embed<64>, head<8>, head_dim<8>, nn::positions<seq, key>>;
  using block =
      nn::transformer_block<nn::layer_norm<embed<64>>, attention, nn::feed_forward<embed<64>, hidden<128>, nn::gelu>>;
#ifdef TENON_EXPECT_ERROR
  nn::stack<block, 0> blocks;
#else
  nn::stack<block, 2> blocks;
#endif
}
