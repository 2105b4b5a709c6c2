// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Doubles stored in a tensor of floats
// mistake: An expression of doubles is assigned to a tensor of floats, which would round every value unseen.
// fix: Say that rounding is meant, with `cast<float>`, or store doubles.
// law: SameValueType
// error: tenon: assignment: the expression has another value type than the tensor
// error: float
// error: double
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<double, seq<20>> precise;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, seq<20>> x = precise * 2;
#else
  tenon::tensor<float, seq<20>> x = tenon::cast<float>(precise * 2);
#endif
}
