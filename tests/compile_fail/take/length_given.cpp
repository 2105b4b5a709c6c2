// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: take along an axis with a length
// mistake: The axis is written as in the tensor's type, with its length.
// fix: Write the name alone; its length is the tensor's.
// law: NamesAlone
// error: tenon: take: name the axis without its length
// error: vocab<100>
#include <tenon/expr/take.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, vocab<100>, embed<64>> table;
  tenon::tensor<int, seq<20>> ids;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::take<vocab<100>>(table, ids);
#else
  auto y = tenon::take<vocab>(table, ids);
#endif
}
