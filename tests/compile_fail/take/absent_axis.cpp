// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A lookup along an axis that the table lacks
// mistake: The ids are over seq, and seq is named; but what is looked up is the table's axis.
// fix: Name the axis of the table that the ids are indices of.
// law: HasAxis
// error: tenon: take: the tensor does not have this axis
// error: vocab<1000>, .*embed<64>
// error: seq
#include <tenon/expr/take.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, vocab<1000>, embed<64>> table;
  tenon::tensor<int, seq<20>> ids;
#ifdef TENON_EXPECT_ERROR
  auto x = tenon::take<seq>(table, ids);
#else
  auto x = tenon::take<vocab>(table, ids);
#endif
}
