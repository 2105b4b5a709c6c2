// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Rotating before there are heads
// mistake: The features of all heads are still one axis; they would be paired across heads.
// fix: Split them into heads first.
// law: HasAxis
// error: tenon: rope: the tensor does not have the axis of features
// error: hidden<512>
#include <tenon/expr/split.hpp>
#include <tenon/nn/rope.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, hidden<512>> q;
  tenon::nn::rope<tenon::nn::half_split, seq<512>, head_dim<64>> rotate;
#ifdef TENON_EXPECT_ERROR
  auto rotated = rotate(q);
#else
  auto rotated = rotate(tenon::split<hidden, head<8>, head_dim<64>>(q));
#endif
}
