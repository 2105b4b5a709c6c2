// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A vector transposed
// mistake: A vector has one axis: it is neither a row nor a column.
// fix: Make it a column, or a row, with `reshape`.
// law: RankAtLeast
// error: tenon: transpose: the tensor needs at least two axes
// error: dim<64>
// error: 1 >= 2|N = 2
#include <tenon/expr/permute.hpp>
#include <tenon/expr/reshape.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 64> x;
#ifdef TENON_EXPECT_ERROR
  auto column = tenon::transpose(x);
#else
  auto column = tenon::reshape<64, 1>(x);
#endif
}
