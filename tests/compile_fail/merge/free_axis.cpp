// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Positions merged
// mistake: A mask made of positions has no axes yet that could be merged.
// fix: Bind it with `broadcast` first.
// law: Bound
// error: tenon: merge: the operand is still free in an axis
// error: key<1>.*seq<1>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

template <std::size_t N>
struct pair : tenon::axis<pair, N> {};

int main() {
  auto mask = tenon::causal<seq, key>();
#ifdef TENON_EXPECT_ERROR
  auto flat = tenon::merge<seq, key, pair>(mask);
#else
  auto flat = tenon::merge<seq, key, pair>(tenon::broadcast<seq<20>, key<20>>(mask));
#endif
}
