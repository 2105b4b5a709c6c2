// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Ids stored as floats
// mistake: Ids came in a float tensor, as some file formats have them.
// fix: Cast them to int.
// law: Integer
// error: tenon: take: ids must be integers
// error: float
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/take.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, vocab<1000>, embed<64>> table;
  tenon::tensor<float, seq<20>> ids;
#ifdef TENON_EXPECT_ERROR
  auto x = tenon::take<vocab>(table, ids);
#else
  auto x = tenon::take<vocab>(table, tenon::cast<int>(ids));
#endif
}
