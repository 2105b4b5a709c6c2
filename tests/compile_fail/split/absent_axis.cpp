// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: split of an axis that the tensor lacks
// mistake: The projection ends in hidden, and embed is split.
// fix: Name one of the tensor's axes.
// law: HasAxis
// error: tenon: split: the tensor does not have this axis
// error: seq<20>, .*hidden<512>
// error: embed
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, hidden<512>> q;
#ifdef TENON_EXPECT_ERROR
  auto heads = tenon::split<embed, head<8>, head_dim<64>>(q);
#else
  auto heads = tenon::split<hidden, head<8>, head_dim<64>>(q);
#endif
}
