// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: No shared axis: the left operand lacks it
// mistake: The product sums over hidden, which the input does not have.
// fix: Name the axis that both have.
// law: AxesWithin
// error: tenon: dot: the left operand does not have the axis that is to be summed
// error: seq<20>, .*embed<64>
// error: hidden
#include <tenon/expr/dot.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
  tenon::tensor<float, embed<64>, hidden<128>> w;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::dot<hidden>(x, w);
#else
  auto y = tenon::dot<embed>(x, w);
#endif
}
