// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: rms_norm with a gain for each position
// mistake: The gain has one value for each position, and not for each feature. Both are 64 long.
// fix: The gain has the normalized axis alone. To scale positions, multiply afterwards.
// law: ServesAxis
// error: tenon: rms_norm: the gain must have one value for each element along the normalized axis
// error: shape<[^,]*seq<64> ?>
// error: embed<64>
// error(clang): 0 == 64
#include <tenon/expr/norm.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<64>, embed<64>> x;
  tenon::tensor<float, seq<64>> scale;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::rms_norm<embed>(x, scale);
#else
  auto y = tenon::rms_norm<embed>(x, 1) * scale;
#endif
}
