// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Normally distributed integers
// mistake: random_normal is asked for ints; normally distributed values are no integers.
// fix: Make floats, or use `random_uniform<int, ...>(seed, low, high)`.
// law: Floating
// error: tenon: random_normal: the value type must be float or double
// error: int
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/random.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  auto ids = tenon::random_normal<int, seq<20>>(42);
#else
  auto ids = tenon::random_uniform<int, seq<20>>(42, 0, 1000);
#endif
}
