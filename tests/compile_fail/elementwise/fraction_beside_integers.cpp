// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A fraction beside integers
// mistake: Integers are multiplied by 0.5, and the result would again have to be an integer.
// fix: Cast the tensor first, or divide by an integer.
// law: ScalarFits
// error: tenon: elementwise operation: the number would lose its meaning in the tensor's value type
// error: double
// error: int
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<int, seq<20>> ids;
#ifdef TENON_EXPECT_ERROR
  auto half = ids * 0.5;
#else
  auto half = tenon::cast<float>(ids) * 0.5;
#endif
}
