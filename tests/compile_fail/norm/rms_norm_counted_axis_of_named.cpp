// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: rms_norm along an index, of a tensor with names
// mistake: The axes have names, and the axis is counted.
// fix: Name the axis.
// law: Positional
// error: tenon: rms_norm: the axes have names
// error: seq<20>, .*embed<64>
#include <tenon/expr/norm.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::rms_norm<-1>(x, 1);
#else
  auto y = tenon::rms_norm<embed>(x, 1);
#endif
}
