// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A mask evaluated before it has a length
// mistake: `evaluate` is asked for a mask made of positions, and nothing says for how many of them.
// fix: Bind it with `broadcast`.
// law: Bound
// error: tenon: evaluate: the expression is still free in an axis
// error: key<1>.*seq<1>
#include <tenon/eval.hpp>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  auto mask = tenon::causal<seq, key>();
#ifdef TENON_EXPECT_ERROR
  auto stored = tenon::evaluate(mask);
#else
  auto stored = tenon::evaluate(tenon::broadcast<seq<20>, key<20>>(mask));
#endif
}
