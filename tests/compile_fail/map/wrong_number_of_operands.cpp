// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A function of two operands given one
// mistake: map passes one scalar for each tensor, and the function takes two.
// fix: Give as many tensors as the function has parameters; capture what is constant.
// law: ElementFunctionOf
// error: tenon: map: the function must take one scalar of the tensors' value type for each operand
// error: 1
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::map([](float a, float slope) { return a * slope; }, x);
#else
  auto y = tenon::map([slope = 2.0F](float a) { return a * slope; }, x);
#endif
}
