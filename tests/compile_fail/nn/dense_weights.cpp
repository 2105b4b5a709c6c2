// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Weights of a wrong shape into a layer
// mistake: The weights that were loaded are for a hidden axis of 256, the layer has 128. (Weights in another axis
//   order are permuted.)
// fix: Make the layer for the shape of its weights.
// law: SameExtentIn
// error: tenon: assignment: an axis has different lengths in the expression and in the tensor
// error: hidden<256>, .*embed<64>
// error: embed<64>, .*hidden<128>
// error(clang): 256 == 128
#include <tenon/nn/dense.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, hidden<256>, embed<64>> kernel;
#ifdef TENON_EXPECT_ERROR
  tenon::nn::dense<embed<64>, hidden<128>> layer;
  layer.kernel = kernel;
#else
  tenon::nn::dense<embed<64>, hidden<256>> layer;
  layer.kernel = kernel;
#endif
}
