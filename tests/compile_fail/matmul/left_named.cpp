// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: matmul of a left operand with names
// mistake: The positional product is asked of a tensor with names.
// fix: Use `dot` and name what is summed, or forget the names.
// law: Positional
// error: tenon: matmul: the left operand has named axes
// error: seq<20>, .*embed<64>
#include <tenon/expr/matmul.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
  tenon::ndtensor<float, 64, 128> w;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::matmul(x, w);
#else
  auto y = tenon::matmul(tenon::drop_names(x), w);
#endif
}
