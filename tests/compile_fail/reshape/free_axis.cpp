// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Positions reshaped
// mistake: An expression made of positions has no number of elements.
// fix: Bind it with `broadcast` first.
// law: Bound
// error: tenon: reshape: the operand is still free in an axis
// error: index_tag<0>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/expr/reshape.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  auto at = tenon::position<0>();
#ifdef TENON_EXPECT_ERROR
  auto square = tenon::reshape<4, 5>(at);
#else
  auto square = tenon::reshape<4, 5>(tenon::broadcast<20>(at));
#endif
}
