// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: matmul with a right operand that has names
// mistake: The weights have names, the input has none.
// fix: Name the input and use `dot`, or forget the weights' names.
// law: Positional
// error: tenon: matmul: the right operand has named axes
// error: embed<64>, .*hidden<128>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/matmul.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 20, 64> x;
  tenon::tensor<float, embed<64>, hidden<128>> w;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::matmul(x, w);
#else
  auto y = tenon::dot<embed>(tenon::name_axes<seq, embed>(x), w);
#endif
}
