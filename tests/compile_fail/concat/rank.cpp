// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A row joined to a table of rows
// mistake: The new row has one axis fewer than the table, because it is one row.
// fix: Give it the axis with length 1, by `broadcast`.
// law: SameRank
// error: tenon: concat: the operands have different numbers of axes
// error: key<20>, .*head_dim<64>
// error: shape<[^,]*head_dim<64> ?>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/concat.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, key<20>, head_dim<64>> past;
  tenon::tensor<float, head_dim<64>> now;
#ifdef TENON_EXPECT_ERROR
  auto keys = tenon::concat<key>(past, now);
#else
  auto keys = tenon::concat<key>(past, tenon::broadcast<key<1>>(now));
#endif
}
