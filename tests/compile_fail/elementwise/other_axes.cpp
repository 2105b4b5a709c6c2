// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Tensors of different axes added
// mistake: One operand is over embed, the other over hidden. All lengths are 64, so by sizes alone the sum would be
//   computed.
// fix: Rename the axis if both mean the same; use `broadcast` on one operand if every pair is meant.
// law: Aligns
// error: tenon: elementwise operation: the axes of one operand must all occur in the other
// error: seq<20>, .*embed<64>
// error: seq<20>, .*hidden<64>
#include <tenon/expr/operators.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
  tenon::tensor<float, seq<20>, hidden<64>> y;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor sum = x + y;
#else
  tenon::tensor sum = x + tenon::rename<hidden, embed>(y);
#endif
}
