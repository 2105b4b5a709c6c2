// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A norm asked for an axis that its input lacks
// mistake: The norm is for embed, but the layer before it has made hidden of it.
// fix: Normalize the axis that is there.
// law: HasAxis
// error: tenon: layer_norm: the tensor does not have this axis
// error: hidden<64>
#include <tenon/nn/linear.hpp>
#include <tenon/nn/norm.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
  tenon::nn::linear<embed<64>, hidden<64>> layer;
#ifdef TENON_EXPECT_ERROR
  tenon::nn::layer_norm<embed<64>> norm;
  tenon::tensor y = norm(layer(x));
#else
  tenon::nn::layer_norm<hidden<64>> norm;
  tenon::tensor y = norm(layer(x));
#endif
}
