// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A vector as the left operand
// mistake: matmul works on the last two axes, and a vector has one.
// fix: Make it a matrix of one row.
// law: RankAtLeast
// error: tenon: matmul: the left operand needs at least two axes
// error: dim<64>
// error: 1 >= 2|N = 2
#include <tenon/expr/matmul.hpp>
#include <tenon/expr/reshape.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 64> x;
  tenon::ndtensor<float, 64, 128> w;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::matmul(x, w);
#else
  auto y = tenon::matmul(tenon::reshape<1, 64>(x), w);
#endif
}
