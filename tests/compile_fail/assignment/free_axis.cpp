// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A mask stored before it has a length
// mistake: A causal mask made of positions is stored in a tensor. Positions have no length of their own, and
//   assignment does not lend them one.
// fix: Bind the mask with `broadcast`, or use it as it is in `where(mask, scores, -inf)`, where it takes its lengths
//   from the scores.
// law: Bound
// error: tenon: assignment: the expression is still free in an axis
// error: key<1>.*seq<1>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  auto mask = tenon::position<key>() <= tenon::position<seq>();
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<bool, seq<4>, key<4>> stored = mask;
#else
  tenon::tensor<bool, seq<4>, key<4>> stored = tenon::broadcast<seq<4>, key<4>>(mask);
#endif
}
