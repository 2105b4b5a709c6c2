// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Parts that differ in another axis
// mistake: Two blocks of keys are joined whose vectors are not equally long.
// fix: Only the axis along which tensors are joined may differ.
// law: SameExtentIn
// error: tenon: concat: the operands must agree in every axis but the one
// error: key<20>, .*head_dim<64>
// error: key<4>, .*head_dim<32>
// error(clang): 64 == 32
#include <tenon/expr/concat.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, key<20>, head_dim<64>> past;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, key<4>, head_dim<32>> now;
  auto keys = tenon::concat<key>(past, now);
#else
  tenon::tensor<float, key<4>, head_dim<64>> now;
  auto keys = tenon::concat<key>(past, now);
#endif
}
