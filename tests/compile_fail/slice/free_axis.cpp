// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A part of positions
// mistake: A position has no length of which a part could be taken.
// fix: Bind it with `broadcast` first; or add the beginning, `position<seq>() + 4`.
// law: Bound
// error: tenon: slice: the operand is still free in an axis
// error: seq<1>
#include <tenon/expr/position.hpp>
#include <tenon/expr/slice.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  auto at = tenon::position<seq>();
#ifdef TENON_EXPECT_ERROR
  auto later = tenon::slice<seq, 4, 8>(at);
#else
  auto later = at + 4;
#endif
}
