// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A matrix product of integers
// mistake: Integers are multiplied as matrices.
// fix: Convert them to float or double.
// law: Floating
// error: tenon: matmul: products are defined for float and double
// error: int
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/matmul.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<int, 20, 64> a;
  tenon::ndtensor<int, 64, 20> b;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::matmul(a, b);
#else
  auto y = tenon::matmul(tenon::cast<float>(a), tenon::cast<float>(b));
#endif
}
