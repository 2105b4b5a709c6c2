// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Doubles into a layer of floats
// mistake: A dense layer is float unless it is told otherwise.
// fix: Make the layer double, or cast the input.
// law: SameValueType
// error: tenon: dot: the operands have different value types
// error: double
// error: float
#include <tenon/nn/dense.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<double, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  tenon::nn::dense<embed<64>, hidden<128>> layer;
  tenon::tensor y = layer(x);
#else
  tenon::nn::dense<double, embed<64>, hidden<128>> layer;
  tenon::tensor y = layer(x);
#endif
}
