// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A memory along the positions of the queries
// mistake: The encoder's result has the axis seq, as the decoder's input; both are 20 long.
// fix: Rename the memory's positions: they are asked.
// law: HasAxis
// error: tenon: attention: the keys lack the axis of the positions that are asked
// error: batch<10>, .*seq<20>
#include <tenon/eval.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/nn/cross_attention.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
namespace nn = tenon::nn;

int main() {
  tenon::tensor<float, batch<10>, seq<20>, embed<64>> x;
  tenon::tensor<float, batch<10>, seq<20>, hidden<32>> memory;
  nn::cross_attention<embed<64>, hidden<32>, head<8>, head_dim<8>, nn::positions<seq, key>> attention;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor y = attention(x, memory);
#else
  tenon::tensor y = attention(x, tenon::rename<seq, key>(memory));
#endif
}
