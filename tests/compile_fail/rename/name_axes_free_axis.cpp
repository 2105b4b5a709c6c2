// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Names for positions
// mistake: An expression made of positions has no axes yet that could be named.
// fix: Bind it with `broadcast` first.
// law: Bound
// error: tenon: name_axes: the operand is still free in an axis
// error: index_tag<0>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  auto at = tenon::position<0>();
#ifdef TENON_EXPECT_ERROR
  auto named = tenon::name_axes<seq>(at);
#else
  auto named = tenon::name_axes<seq>(tenon::broadcast<20>(at));
#endif
}
