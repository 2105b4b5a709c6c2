// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A position by name compared with one by index
// mistake: A mask is made half of names and half of indices.
// fix: Use names for named axes, indices for axes without names.
// law: PositionsAlike
// error: tenon: elementwise operation: a position by name meets a position by index
// error: key<1>
// error: index_tag<0>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  auto mask = tenon::position<key>() <= tenon::position<0>();
#else
  auto mask = tenon::position<key>() <= tenon::position<seq>();
#endif
}
