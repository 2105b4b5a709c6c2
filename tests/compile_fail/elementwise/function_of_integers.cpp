// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: The exponential of integers
// mistake: exp is asked of a tensor of ints; its values would not be integers.
// fix: Cast to float or double first.
// law: Floating
// error: tenon: elementwise operation: this function is defined for float and double
// error: int
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<int, seq<20>> distance;
#ifdef TENON_EXPECT_ERROR
  auto decay = tenon::exp(-distance);
#else
  auto decay = tenon::exp(-tenon::cast<float>(distance));
#endif
}
