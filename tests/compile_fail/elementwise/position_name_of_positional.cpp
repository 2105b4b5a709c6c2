// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A position by name beside axes without names
// mistake: position<key>() looks for an axis called key, and the scores have no names.
// fix: Count the axis: position<1>().
// law: PositionsFit
// error: tenon: elementwise operation: a position does not fit the operand it meets
// error: dim<20>, .*dim<20>
// error: key<1>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 20, 20> scores;
#ifdef TENON_EXPECT_ERROR
  auto masked = tenon::where(tenon::position<key>() < 12, scores, -1e9F);
#else
  auto masked = tenon::where(tenon::position<1>() < 12, scores, -1e9F);
#endif
}
