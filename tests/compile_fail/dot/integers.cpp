// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A product of integers
// mistake: Ids, or other integers, are multiplied as matrices.
// fix: Convert them; an embedding of ids is `take<vocab>(table, ids)`.
// law: Floating
// error: tenon: dot: products are defined for float and double
// error: int
#include <tenon/expr/dot.hpp>
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<int, seq<20>, vocab<100>> counts;
  tenon::tensor<int, vocab<100>, embed<64>> table;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::dot<vocab>(counts, table);
#else
  auto y = tenon::dot<vocab>(tenon::cast<float>(counts), tenon::cast<float>(table));
#endif
}
