// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Rows of another length
// mistake: Six values, but in three rows of two, and the tensor has two rows of three.
// fix: Give the rows as the axes say.
// law: RowLengths
// error: tenon: tensor: the rows are not as long as the last axis
// error: seq<2>, .*embed<3>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, seq<2>, embed<3>> x{{1, 2}, {3, 4}, {5, 6}};
#else
  tenon::tensor<float, seq<2>, embed<3>> x{{1, 2, 3}, {4, 5, 6}};
#endif
}
