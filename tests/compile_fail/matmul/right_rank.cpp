// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A vector as the right operand
// mistake: matmul works on the last two axes, and a vector has one.
// fix: Make it a matrix of one column.
// law: RankAtLeast
// error: tenon: matmul: the right operand needs at least two axes
// error: dim<64>
// error: 1 >= 2|N = 2
#include <tenon/expr/matmul.hpp>
#include <tenon/expr/reshape.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 128, 64> w;
  tenon::ndtensor<float, 64> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::matmul(w, x);
#else
  auto y = tenon::matmul(w, tenon::reshape<64, 1>(x));
#endif
}
