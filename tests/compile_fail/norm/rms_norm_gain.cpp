// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: rms_norm with a gain of another length
// mistake: The gain was made for a width of 32, the rows are 64 long.
// fix: The gain has the normalized axis alone, as long as the tensor's; or it is a number.
// law: ServesAxis
// error: tenon: rms_norm: the gain must have one value for each element along the normalized axis
// error: shape<[^,]*embed<32> ?>
// error: embed<64>
// error(clang): 32 == 64
#include <tenon/expr/norm.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, embed<32>> gain;
  auto y = tenon::rms_norm<embed>(x, gain);
#else
  tenon::tensor<float, embed<64>> gain;
  auto y = tenon::rms_norm<embed>(x, gain);
#endif
}
