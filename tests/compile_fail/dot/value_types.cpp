// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A product of two value types
// mistake: The input is float and the weights are double.
// fix: Convert one of them; `cast<float>(w)` is fused into the product.
// law: SameValueType
// error: tenon: dot: the operands have different value types
// error: float
// error: double
#include <tenon/expr/dot.hpp>
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
  tenon::tensor<double, embed<64>, hidden<128>> w;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::dot<embed>(x, w);
#else
  auto y = tenon::dot<embed>(x, tenon::cast<float>(w));
#endif
}
