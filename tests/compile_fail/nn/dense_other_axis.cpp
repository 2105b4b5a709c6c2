// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Layers stacked whose axes do not meet
// mistake: The first layer makes hidden, the second one takes embed. Both are 64 wide.
// fix: Let the second layer take the axis that the first one makes.
// law: AxesWithin
// error: tenon: dot: the left operand does not have the axis that is to be summed
// error: seq<20>, .*hidden<64>
// error: embed
#include <tenon/expr/elementwise.hpp>
#include <tenon/nn/dense.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
  tenon::nn::dense<embed<64>, hidden<64>> first;
#ifdef TENON_EXPECT_ERROR
  tenon::nn::dense<embed<64>, vocab<1000>> second;
  tenon::tensor y = second(tenon::relu(first(x)));
#else
  tenon::nn::dense<hidden<64>, vocab<1000>> second;
  tenon::tensor y = second(tenon::relu(first(x)));
#endif
}
