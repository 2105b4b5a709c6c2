// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Rotated queries meet keys that are not
// mistake: Queries are rotated by their positions, keys are not; every size agrees.
// fix: Rotate the keys too.
// law: BothRotated
// error: tenon: dot: one factor was rotated by its positions along this axis
// error: half_split
#include <tenon/expr/dot.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/nn/rope.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, head<8>, head_dim<64>> q, k;
  tenon::nn::rope<tenon::nn::half_split, seq<512>, head_dim<64>> rotate;
#ifdef TENON_EXPECT_ERROR
  auto scores = tenon::dot<head_dim>(rotate(q), tenon::rename<seq, key>(k));
#else
  auto scores = tenon::dot<head_dim>(rotate(q), tenon::rename<seq, key>(rotate(k)));
#endif
}
