// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A bias stored as a whole batch of rows
// mistake: A tensor over one axis is assigned to a tensor over two. Elementwise operations repeat a bias by name;
//   assignment never repeats anything.
// fix: Write `broadcast` with the new axis if each row is meant to be the bias.
// law: SameRank
// error: tenon: assignment: the expression and the tensor have different numbers of axes
// error: 1 == 2|rank.*evaluated to
// error: shape<.*embed<64> ?>
// error: seq<20>, .*embed<64>
#include <tenon/expr/broadcast.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, embed<64>> bias;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, seq<20>, embed<64>> rows = bias;
#else
  tenon::tensor<float, seq<20>, embed<64>> rows = tenon::broadcast<seq<20>>(bias);
#endif
}
