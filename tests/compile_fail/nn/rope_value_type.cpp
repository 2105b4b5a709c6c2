// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Angles of another value type
// mistake: A tensor of double meets angles of float.
// fix: Make the layer of double.
// law: SameValueType
// error: tenon: rope: the layer.s angles have another value type
// error: double
#include <tenon/nn/rope.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<double, seq<20>, head<8>, head_dim<64>> q;
  tenon::nn::rope<tenon::nn::half_split, seq<512>, head_dim<64>> rotate;
  tenon::nn::rope<double, tenon::nn::half_split, seq<512>, head_dim<64>> rotate_doubles;
#ifdef TENON_EXPECT_ERROR
  auto rotated = rotate(q);
#else
  auto rotated = rotate_doubles(q);
#endif
}
