// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A tensor repeated no times
// mistake: The new axis is 0 long.
// fix: Every axis has at least one element.
// law: PositiveExtents
// error: tenon: broadcast: an axis has length 0
// error: batch<0>
#include <tenon/expr/broadcast.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, embed<64>> bias;
#ifdef TENON_EXPECT_ERROR
  auto rows = tenon::broadcast<batch<0>>(bias);
#else
  auto rows = tenon::broadcast<batch<10>>(bias);
#endif
}
