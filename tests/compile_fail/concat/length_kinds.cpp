// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Joining features of positions that are counted in two ways
// mistake: One operand has 512 positions, the other at most 512.
// fix: Give both the same kind of axis.
// law: SameLengthKind
// error: tenon: concat: the length of an axis is in the type of one operand and known only at run time
// error: upto<.*seq<512
#include <tenon/expr/concat.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, tenon::upto<seq<512>>, embed<64>> x;
  tenon::tensor<float, seq<512>, embed<8>> fixed;
  tenon::tensor<float, tenon::upto<seq<512>>, embed<8>> open;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::concat<embed>(x, fixed);
#else
  auto y = tenon::concat<embed>(x, open);
#endif
}
