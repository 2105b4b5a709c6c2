// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: No shared axis: the right operand lacks it
// mistake: The layer's weights go from hidden to vocab, and the input is over embed.
// fix: Rename the axis in one operand if both mean the same, or take the right weights.
// law: AxesWithin
// error: tenon: dot: the right operand does not have the axis that is to be summed
// error: hidden<64>, .*vocab<1000>
// error: embed
#include <tenon/expr/dot.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
  tenon::tensor<float, hidden<64>, vocab<1000>> w;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::dot<embed>(x, w);
#else
  auto y = tenon::dot<embed>(x, tenon::rename<hidden, embed>(w));
#endif
}
