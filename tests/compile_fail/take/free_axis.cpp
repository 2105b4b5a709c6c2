// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: The first rows of a table
// mistake: position<seq>() would take the rows 0, 1, 2, …, but nothing says how many.
// fix: Bind it with `broadcast`, or take a `slice`.
// law: Bound
// error: tenon: take: an operand is still free in an axis
// error: seq<1>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/expr/take.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, vocab<1000>, embed<64>> table;
  auto at = tenon::position<seq>();
#ifdef TENON_EXPECT_ERROR
  auto x = tenon::take<vocab>(table, at);
#else
  auto x = tenon::take<vocab>(table, tenon::broadcast<seq<20>>(at));
#endif
}
