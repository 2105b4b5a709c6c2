// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Rotating twice
// mistake: Queries that a layer has rotated already are rotated again.
// fix: Rotate once, where queries and keys are made.
// law: NotRotated
// error: tenon: rope: the features are rotated already
// error: adjacent_pairs
#include <tenon/expr/operators.hpp>
#include <tenon/nn/rope.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, head<8>, head_dim<64>> q;
  tenon::nn::rope<tenon::nn::adjacent_pairs, seq<512>, head_dim<64>> rotate;
#ifdef TENON_EXPECT_ERROR
  auto rotated = rotate(rotate(q) * 0.125f);
#else
  auto rotated = rotate(q) * 0.125f;
#endif
}
