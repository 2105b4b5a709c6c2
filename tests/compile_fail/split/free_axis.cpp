// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A position split
// mistake: A position has no length that could be split.
// fix: Bind it with `broadcast` first.
// law: Bound
// error: tenon: split: the operand is still free in an axis
// error: seq<1>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

template <std::size_t N>
struct block : tenon::axis<block, N> {};
template <std::size_t N>
struct within : tenon::axis<within, N> {};

int main() {
  auto at = tenon::position<seq>();
#ifdef TENON_EXPECT_ERROR
  auto parts = tenon::split<seq, block<5>, within<4>>(at);
#else
  auto parts = tenon::split<seq, block<5>, within<4>>(tenon::broadcast<seq<20>>(at));
#endif
}
