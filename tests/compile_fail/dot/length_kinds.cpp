// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A sum over an axis of two kinds of length
// mistake: One operand has 512 positions, the other at most 512.
// fix: Give both the same kind of axis.
// law: SameLengthKind
// error: tenon: dot: the length of an axis is in the type of one operand and known only at run time
// error: upto<.*seq<512
#include <tenon/expr/dot.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, tenon::upto<seq<512>>, embed<64>> x;
  tenon::tensor<float, seq<512>, hidden<8>> fixed;
  tenon::tensor<float, tenon::upto<seq<512>>, hidden<8>> open;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::dot<seq>(x, fixed);
#else
  auto y = tenon::dot<seq>(x, open);
#endif
}
