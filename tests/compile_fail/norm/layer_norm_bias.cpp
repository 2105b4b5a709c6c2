// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: layer_norm with a bias of another length
// mistake: The bias was made for a width of 32, the rows are 64 long.
// fix: The bias has the normalized axis alone, as long as the tensor's; or it is a number.
// law: ServesAxis
// error: tenon: layer_norm: the bias must have one value for each element along the normalized axis
// error: shape<[^,]*embed<32> ?>
// error: embed<64>
// error(clang): 32 == 64
#include <tenon/expr/norm.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
  tenon::tensor<float, embed<64>> gain;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, embed<32>> bias;
  auto y = tenon::layer_norm<embed>(x, gain, bias);
#else
  tenon::tensor<float, embed<64>> bias;
  auto y = tenon::layer_norm<embed>(x, gain, bias);
#endif
}
