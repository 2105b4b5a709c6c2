// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A result of unknown length in a tensor of fixed length
// mistake: The expression is as long as x; what would stand in the rest of y?
// fix: Let the result have the same kind of axis.
// law: SameLengthKind
// error: tenon: assignment: the length of an axis is in the type on one side and known only at run time
// error: upto<.*seq<512
#include <tenon/expr/operators.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, tenon::upto<seq<512>>, embed<64>> x;
  tenon::tensor<float, seq<512>, embed<64>> fixed;
  tenon::tensor<float, tenon::upto<seq<512>>, embed<64>> open;
#ifdef TENON_EXPECT_ERROR
  fixed = x * 2;
#else
  open = x * 2;
#endif
}
