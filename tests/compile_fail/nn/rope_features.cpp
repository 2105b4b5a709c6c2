// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Rotating other features than the layer was made for
// mistake: Heads have 32 features, the angles are those of 64.
// fix: Make the layer for as many features as the heads have.
// law: SameExtentIn
// error: tenon: rope: the features are not as many
// error: head_dim<32>
#include <tenon/nn/rope.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, head<8>, head_dim<32>> narrow;
  tenon::tensor<float, seq<20>, head<8>, head_dim<64>> q;
  tenon::nn::rope<tenon::nn::half_split, seq<512>, head_dim<64>> rotate;
#ifdef TENON_EXPECT_ERROR
  auto rotated = rotate(narrow);
#else
  auto rotated = rotate(q);
#endif
}
