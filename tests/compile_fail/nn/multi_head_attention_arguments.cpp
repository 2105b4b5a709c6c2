// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Heads as lengths where an axis is meant
// mistake: The layer is given a width of a head before the heads, and no positions.
// fix: The model's axis, heads, features of a head, positions; then options.
// law: AttentionArguments
// error: tenon: attention: a layer's arguments are the model's axis, the heads
// error: AttentionArguments<
#include <tenon/eval.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/nn/multi_head_attention.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
namespace nn = tenon::nn;

int main() {
  tenon::tensor<float, batch<10>, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  nn::multi_head_attention<embed<64>, head<8>, nn::positions<seq, key>, head_dim<8>> attention;
#else
  nn::multi_head_attention<embed<64>, head<8>, head_dim<8>, nn::positions<seq, key>> attention;
#endif
  tenon::tensor y = attention(x);
}
