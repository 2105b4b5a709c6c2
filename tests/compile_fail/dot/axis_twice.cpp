// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An axis named twice in a product
// mistake: dot<embed, embed> names the axis once for each operand.
// fix: An axis that both operands have is named once.
// law: DistinctAxes
// error: tenon: dot: an axis is named twice
// error: embed<1>, .*embed<1>
#include <tenon/expr/dot.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
  tenon::tensor<float, embed<64>, hidden<128>> w;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::dot<embed, embed>(x, w);
#else
  auto y = tenon::dot<embed>(x, w);
#endif
}
