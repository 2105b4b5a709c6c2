// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Parts without names
// mistake: A named axis is split into dim<8> and dim<64>.
// fix: Name the parts.
// law: Named
// error: tenon: split: the parts must be named axes
// error: dim<8>, .*dim<64>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, hidden<512>> q;
#ifdef TENON_EXPECT_ERROR
  auto heads = tenon::split<hidden, tenon::dim<8>, tenon::dim<64>>(q);
#else
  auto heads = tenon::split<hidden, head<8>, head_dim<64>>(q);
#endif
}
