// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Positions transposed
// mistake: An expression made of positions has no axes to exchange.
// fix: Bind it with `broadcast` first.
// law: Bound
// error: tenon: transpose: the operand is still free in an axis
// error: index_tag
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/permute.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  auto mask = tenon::causal<0, 1>();
#ifdef TENON_EXPECT_ERROR
  auto turned = tenon::transpose(mask);
#else
  auto turned = tenon::transpose(tenon::broadcast<20, 20>(mask));
#endif
}
