// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: layer_norm along an axis that the tensor lacks
// mistake: The tensor is over seq and embed, and is normalized along hidden.
// fix: Name one of its axes.
// law: HasAxis
// error: tenon: layer_norm: the tensor does not have this axis
// error: seq<20>, .*embed<64>
// error: hidden
#include <tenon/expr/norm.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::layer_norm<hidden>(x, 1, 0);
#else
  auto y = tenon::layer_norm<embed>(x, 1, 0);
#endif
}
