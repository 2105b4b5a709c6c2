// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An input of another width into attention with grouped heads
// mistake: The layer maps embed 64, the input has embed 32. Three projections could complain of it.
// fix: Make the layer for the width of its input.
// law: SameExtentIn
// error: tenon: dot: an axis that both operands have must be equally long in both
// error: seq<20>, .*embed<32>
#include <tenon/eval.hpp>
#include <tenon/nn/multi_head_attention.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
namespace nn = tenon::nn;

int main() {
  nn::multi_head_attention<embed<64>, nn::grouped<head<2>, hidden<4>>, head_dim<8>, nn::positions<seq, key>> attention;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, seq<20>, embed<32>> x;
  tenon::tensor y = attention(x);
#else
  tenon::tensor<float, seq<20>, embed<64>> x;
  tenon::tensor y = attention(x);
#endif
}
