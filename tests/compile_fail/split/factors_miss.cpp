// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Parts that do not multiply to the axis
// mistake: 4 times 64 is 256, and the axis is 512 long.
// fix: Choose parts that multiply to the length of the axis.
// law: SplitsExactly
// error: tenon: split: the lengths of the parts must multiply to the length of the axis
// error: hidden<512>
// error: head<4>, .*head_dim<64>
// error(clang): 512 == 256
#include <tenon/expr/permute.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, hidden<512>> q;
#ifdef TENON_EXPECT_ERROR
  auto heads = tenon::split<hidden, head<4>, head_dim<64>>(q);
#else
  auto heads = tenon::split<hidden, head<8>, head_dim<64>>(q);
#endif
  tenon::tensor outermost = tenon::permute<head, seq, head_dim>(heads);
}
