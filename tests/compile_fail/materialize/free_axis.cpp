// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A mask stored in the middle of an expression
// mistake: materialize asks for the mask to be stored, and the mask has no lengths.
// fix: Bind it first, or leave it unstored: a mask of positions costs nothing, and lets its tiles be skipped.
// law: Bound
// error: tenon: materialize: the operand is still free in an axis
// error: key<1>.*seq<1>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/materialize.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  auto mask = tenon::causal<seq, key>();
#ifdef TENON_EXPECT_ERROR
  auto stored = tenon::materialize(mask);
#else
  auto stored = tenon::materialize(tenon::broadcast<seq<20>, key<20>>(mask));
#endif
}
