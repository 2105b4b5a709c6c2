// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An input of another width than the layer's
// mistake: The layer maps embed 64, the input has embed 32.
// fix: Make the layer for the width of its input.
// law: SameExtentIn
// error: tenon: dot: an axis that both operands have must be equally long in both
// error: seq<20>, .*embed<32>
// error: embed<64>, .*hidden<128>
// error(clang): 32 == 64
#include <tenon/expr/elementwise.hpp>
#include <tenon/nn/dense.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::nn::dense<embed<64>, hidden<128>> layer;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, seq<20>, embed<32>> x;
  tenon::tensor y = tenon::relu(layer(x));
#else
  tenon::tensor<float, seq<20>, embed<64>> x;
  tenon::tensor y = tenon::relu(layer(x));
#endif
}
