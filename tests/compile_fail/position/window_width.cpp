// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A sliding window of a fractional width
// mistake: The width counts keys. Here it was computed as a float.
// fix: Give an integer.
// law: Integer
// error: tenon: sliding_window: the width must be an integer
// error: float
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  float const half = 128.0F / 2;
#ifdef TENON_EXPECT_ERROR
  auto mask = tenon::sliding_window<seq, key>(half);
#else
  auto mask = tenon::sliding_window<seq, key>(static_cast<int>(half));
#endif
}
