// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A part along an index, of a tensor with names
// mistake: The axes have names, and the axis is counted.
// fix: Name the axis.
// law: Positional
// error: tenon: slice: the axes have names
// error: seq<20>, .*embed<64>
#include <tenon/expr/slice.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto part = tenon::slice<0, 0, 8>(x);
#else
  auto part = tenon::slice<seq, 0, 8>(x);
#endif
}
