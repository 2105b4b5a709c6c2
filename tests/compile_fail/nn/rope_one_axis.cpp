// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Rotating features along themselves
// mistake: The layer was given the features for the positions too.
// fix: Name the positions.
// law: DistinctAxes
// error: tenon: rope: positions and features are two axes
// error: head_dim<1>
#include <tenon/nn/rope.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, head_dim<64>> q;
#ifdef TENON_EXPECT_ERROR
  auto rotated = tenon::nn::rope<tenon::nn::half_split, head_dim<64>, head_dim<64>>()(q);
#else
  auto rotated = tenon::nn::rope<tenon::nn::half_split, seq<512>, head_dim<64>>()(q);
#endif
}
