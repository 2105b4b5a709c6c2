// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A position by index beside named axes
// mistake: position<1>() counts the axes of the operand it meets, and that operand has names.
// fix: Name the axis: position<key>().
// law: PositionsFit
// error: tenon: elementwise operation: a position does not fit the operand it meets
// error: seq<20>, .*key<20>
// error: index_tag<1>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, key<20>> scores;
#ifdef TENON_EXPECT_ERROR
  auto masked = tenon::where(tenon::position<1>() < 12, scores, -1e9F);
#else
  auto masked = tenon::where(tenon::position<key>() < 12, scores, -1e9F);
#endif
}
