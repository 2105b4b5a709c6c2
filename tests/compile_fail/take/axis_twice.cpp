// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Ids over an axis of the table
// mistake: The table has one row for each position, and so have the ids; the result would have seq twice.
// fix: Rename the axis in one of them.
// law: HasDistinctAxes
// error: tenon: take: the ids have an axis that the table has too
// error: seq<20>, .*seq<20>
#include <tenon/expr/rename.hpp>
#include <tenon/expr/take.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, vocab<1000>, seq<20>> table;
  tenon::tensor<int, seq<20>> ids;
#ifdef TENON_EXPECT_ERROR
  auto x = tenon::take<vocab>(table, ids);
#else
  auto x = tenon::take<vocab>(table, tenon::rename<seq, key>(ids));
#endif
}
