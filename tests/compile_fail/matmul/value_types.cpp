// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A matrix product of two value types
// mistake: The input is float and the weights are double.
// fix: Convert one of them.
// law: SameValueType
// error: tenon: matmul: the operands have different value types
// error: float
// error: double
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/matmul.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 20, 64> x;
  tenon::ndtensor<double, 64, 128> w;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::matmul(x, w);
#else
  auto y = tenon::matmul(x, tenon::cast<float>(w));
#endif
}
