// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Names dropped from positions
// mistake: position<seq>() is free in seq: the name is all it has.
// fix: Bind it with `broadcast` first.
// law: Bound
// error: tenon: drop_names: the operand is still free in an axis
// error: seq<1>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  auto at = tenon::position<seq>();
#ifdef TENON_EXPECT_ERROR
  auto counted = tenon::drop_names(at);
#else
  auto counted = tenon::drop_names(tenon::broadcast<seq<20>>(at));
#endif
}
