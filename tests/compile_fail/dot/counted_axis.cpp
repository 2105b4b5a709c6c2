// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A product over an axis index
// mistake: dot<1> counts the axis; dot works by names only.
// fix: Name the axis. The product of tensors without names is `matmul`.
// law: AxisGiven
// error: tenon: dot: an axis is named, not counted
// error: seq<20>, .*embed<64>
// error: embed<64>, .*hidden<128>
#include <tenon/expr/dot.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
  tenon::tensor<float, embed<64>, hidden<128>> w;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::dot<1>(x, w);
#else
  auto y = tenon::dot<embed>(x, w);
#endif
}
