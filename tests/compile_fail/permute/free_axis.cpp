// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Positions permuted
// mistake: An expression made of positions has no axes yet, so that there is no order to change.
// fix: Bind it with `broadcast`, in the order wanted.
// law: Bound
// error: tenon: permute: the operand is still free in an axis
// error: key<1>.*seq<1>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/permute.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  auto mask = tenon::causal<seq, key>();
#ifdef TENON_EXPECT_ERROR
  auto turned = tenon::permute<key, seq>(mask);
#else
  auto turned = tenon::permute<key, seq>(tenon::broadcast<seq<20>, key<20>>(mask));
#endif
}
