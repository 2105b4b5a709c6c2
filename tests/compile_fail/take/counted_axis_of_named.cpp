// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A lookup along an index, in a table with names
// mistake: The axes have names, and the axis is counted.
// fix: Name the axis.
// law: Positional
// error: tenon: take: the table's axes have names
// error: vocab<1000>, .*embed<64>
#include <tenon/expr/take.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, vocab<1000>, embed<64>> table;
  tenon::tensor<int, seq<20>> ids;
#ifdef TENON_EXPECT_ERROR
  auto x = tenon::take<0>(table, ids);
#else
  auto x = tenon::take<vocab>(table, ids);
#endif
}
