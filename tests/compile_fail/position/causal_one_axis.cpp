// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A causal mask of one axis
// mistake: Queries and keys are both called seq, and a position compared with itself masks nothing.
// fix: Give the keys an axis of their own, and compare the two.
// law: DistinctAxes
// error: tenon: causal: queries and keys stand along two axes
// error: seq<1>, .*seq<1>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  auto mask = tenon::causal<seq, seq>();
#else
  auto mask = tenon::causal<seq, key>();
#endif
}
