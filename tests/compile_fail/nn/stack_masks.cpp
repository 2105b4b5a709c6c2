// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Fewer masks than blocks
// mistake: Each of three blocks is to have a length of its own, and the array has two.
// fix: One for each block.
// law: OneForEachBlock
// error: tenon: stack: an array has one cache or modifier for each block
// error: 2
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
  tenon::tensor<float, batch<10>, seq<20>, embed<64>> x;
  using attention = nn::multi_head_attention<embed<64>, head<8>, head_dim<8>, nn::positions<seq, key>>;
  using block =
      nn::transformer_block<nn::layer_norm<embed<64>>, attention, nn::feed_forward<embed<64>, hidden<128>, nn::gelu>>;
  nn::stack<block, 3> blocks;
  auto const window = [](int width) { return tenon::sliding_window<seq, key>(width); };
#ifdef TENON_EXPECT_ERROR
  tenon::tensor y = blocks(x, std::array{window(4), window(8)});
#else
  tenon::tensor y = blocks(x, std::array{window(4), window(8), window(20)});
#endif
}
