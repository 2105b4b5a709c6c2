// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Heads that do not divide the model's width
// mistake: A width of 512 is to become 6 heads; 6 times 85 is 510.
// fix: Choose heads whose number times width is the model's width.
// law: SplitsExactly
// error: tenon: split: the lengths of the parts must multiply to the length of the axis
// error: hidden<512>
// error: head<6>, .*head_dim<85>
// error(clang): 512 == 510
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, hidden<512>> q;
#ifdef TENON_EXPECT_ERROR
  auto heads = tenon::split<hidden, head<6>, head_dim<85>>(q);
#else
  auto heads = tenon::split<hidden, head<8>, head_dim<64>>(q);
#endif
}
