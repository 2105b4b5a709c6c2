// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Keys rotated along an axis that they do not have
// mistake: The layer rotates along seq; the keys have been renamed to key already.
// fix: Rotate before the positions are renamed, or make the layer for both names.
// law: HasAxis
// error: tenon: rope: the tensor does not have the axis of positions
// error: key<20>
#include <tenon/expr/rename.hpp>
#include <tenon/nn/rope.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, head<8>, head_dim<64>> k;
  tenon::nn::rope<tenon::nn::half_split, seq<512>, head_dim<64>> rotate;
#ifdef TENON_EXPECT_ERROR
  auto rotated = rotate(tenon::rename<seq, key>(k));
#else
  auto rotated = tenon::rename<seq, key>(rotate(k));
#endif
}
