// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A sliding window over one axis
// mistake: Queries and keys are both called seq, so that every position is 0 keys away from itself.
// fix: Give the keys an axis of their own.
// law: DistinctAxes
// error: tenon: sliding_window: queries and keys stand along two axes
// error: seq<1>, .*seq<1>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  auto mask = tenon::sliding_window<seq, seq>(128);
#else
  auto mask = tenon::sliding_window<seq, key>(128);
#endif
}
