// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Value types mixed without a cast
// mistake: A tensor of floats is added to a tensor of doubles.
// fix: Say which one gives way, with `cast`.
// law: SameValueType
// error: tenon: elementwise operation: the operands have different value types
// error: float
// error: double
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>> x;
  tenon::tensor<double, seq<20>> y;
#ifdef TENON_EXPECT_ERROR
  auto z = x + y;
#else
  auto z = x + tenon::cast<float>(y);
#endif
}
