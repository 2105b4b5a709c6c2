// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Integers filled with a fraction
// mistake: A tensor of ints is to be filled with 0.5.
// fix: Fill it with an integer, or make it float.
// law: ScalarFits
// error: tenon: full: the number would lose its meaning
// error: double
// error: int
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/make.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  auto half = tenon::full<int, seq<20>>(0.5);
#else
  auto half = tenon::full<float, seq<20>>(0.5);
#endif
}
