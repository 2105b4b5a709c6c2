// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A part of an axis that the tensor lacks
// mistake: The tensor's positions are called key.
// fix: Name one of its axes.
// law: HasAxis
// error: tenon: slice: the tensor does not have this axis
// error: key<20>, .*head_dim<64>
// error: seq
#include <tenon/expr/slice.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, key<20>, head_dim<64>> k;
#ifdef TENON_EXPECT_ERROR
  auto recent = tenon::slice<seq, 12, 8>(k);
#else
  auto recent = tenon::slice<key, 12, 8>(k);
#endif
}
