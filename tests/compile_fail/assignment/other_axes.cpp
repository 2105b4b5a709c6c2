// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A result stored under another axis
// mistake: The product ends in hidden, the tensor is declared over embed, and both happen to be 64 long.
// fix: Declare the tensor over the axes the expression has, or rename the axis if its meaning changes here.
// law: SameAxes
// error: tenon: assignment: the expression has other axes than the tensor
// error: seq<20>, .*hidden<64>
// error: seq<20>, .*embed<64>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
  tenon::tensor<float, embed<64>, hidden<64>> w;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, seq<20>, embed<64>> y = tenon::dot<embed>(x, w);
#else
  tenon::tensor<float, seq<20>, embed<64>> y = tenon::rename<hidden, embed>(tenon::dot<embed>(x, w));
#endif
}
