// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An option that the layer does not know
// mistake: A linear layer has no activation.
// fix: Apply the activation to what the layer gives.
// error: tenon: layer: this is no option of the layer
// error: gelu
#include <tenon/nn/activations.hpp>
#include <tenon/nn/linear.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  tenon::nn::linear<embed<64>, hidden<128>, tenon::nn::gelu> up;
  tenon::tensor y = up(x);
#else
  tenon::nn::linear<embed<64>, hidden<128>> up;
  tenon::tensor y = tenon::nn::gelu()(up(x));
#endif
}
