// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Rotating positions themselves
// mistake: A position has no length of its own, so there is nothing to rotate yet.
// fix: Bind it first.
// law: Bound
// error: tenon: rope: the operand is still free in an axis
// error: seq
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/nn/rope.hpp>
#include <tenon/shape/axes.hpp>

using namespace tenon::axes;

int main() {
  tenon::nn::rope<tenon::nn::half_split, seq<512>, head_dim<64>> rotate;
  auto const counted = tenon::cast<float>(tenon::position<seq>());
#ifdef TENON_EXPECT_ERROR
  auto rotated = rotate(counted);
#else
  auto rotated = rotate(tenon::broadcast<seq<20>, head_dim<64>>(counted));
#endif
}
