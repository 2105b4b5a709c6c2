// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Parts that differ in another axis, without names
// mistake: The parts are joined along axis 1 and differ in axis 0.
// fix: Only the axis along which tensors are joined may differ: here axis 0.
// law: SameExtentAt
// error: tenon: concat: the operands must agree in every axis but the one
// error: dim<20>, .*dim<64>
// error: dim<4>, .*dim<64>
// error(clang): 20 == 4
#include <tenon/expr/concat.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 20, 64> past;
  tenon::ndtensor<float, 4, 64> now;
#ifdef TENON_EXPECT_ERROR
  auto keys = tenon::concat<1>(past, now);
#else
  auto keys = tenon::concat<0>(past, now);
#endif
}
