// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A function that returns nothing
// mistake: The function changes its parameter and returns nothing; map uses what is returned.
// fix: Return the new value.
// law: ElementFunctionOf
// error: tenon: map: the function must take one scalar of the tensors' value type for each operand, and return a number
// error: float
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::map([](float a) { a = a * 2; }, x);
#else
  auto y = tenon::map([](float a) { return a * 2; }, x);
#endif
}
