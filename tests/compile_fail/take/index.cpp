// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A lookup along an axis index that is outside
// mistake: A table of two axes has the axes 0 and 1.
// fix: Count from 0, or from -1 backwards.
// law: HasIndex
// error: tenon: take: there is no axis with this index
// error: dim<1000>, .*dim<64>
// error: 2
#include <tenon/expr/take.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 1000, 64> table;
  tenon::ndtensor<int, 20> ids;
#ifdef TENON_EXPECT_ERROR
  auto x = tenon::take<2>(table, ids);
#else
  auto x = tenon::take<0>(table, ids);
#endif
}
