// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A lookup along a name, in a table without names
// mistake: The table was loaded without names.
// fix: Count the axis, or give names with `name_axes`.
// law: Named
// error: tenon: take: the tensor's axes have no names
// error: dim<1000>, .*dim<64>
#include <tenon/expr/take.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 1000, 64> table;
  tenon::ndtensor<int, 20> ids;
#ifdef TENON_EXPECT_ERROR
  auto x = tenon::take<vocab>(table, ids);
#else
  auto x = tenon::take<0>(table, ids);
#endif
}
