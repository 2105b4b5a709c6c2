// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: The matrix product written as *
// mistake: `a * b` is elementwise; the shapes [20, 64] and [64, 128] are those of a matrix product.
// fix: Write `matmul(a, b)`.
// law: SameExtentAt
// error: tenon: elementwise operation: positional operands must have equal shapes; repeat an axis
// error: matmul.a, b
// error: dim<20>, .*dim<64>
// error: dim<64>, .*dim<128>
// error(clang): 20 == 64
#include <tenon/expr/matmul.hpp>
#include <tenon/expr/operators.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 20, 64> x;
  tenon::ndtensor<float, 64, 128> w;
#ifdef TENON_EXPECT_ERROR
  auto y = x * w;
#else
  auto y = tenon::matmul(x, w);
#endif
}
