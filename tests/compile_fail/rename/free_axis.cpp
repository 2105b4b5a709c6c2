// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A position renamed
// mistake: A position has no axis yet that could get another name.
// fix: Name the right axis in position<...> itself.
// law: Bound
// error: tenon: rename: the operand is still free in an axis
// error: seq<1>
#include <tenon/expr/position.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  auto at = tenon::rename<seq, key>(tenon::position<seq>());
#else
  auto at = tenon::position<key>();
#endif
}
