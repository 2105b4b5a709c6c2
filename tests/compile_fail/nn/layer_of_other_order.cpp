// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: The weights of one order into a layer of the other
// mistake: By position, nothing but the order tells a kernel [in, out] of 64 × 64 from a weight [out, in].
// fix: Make the one layer from the other: that turns the weights.
// error: tenon: layer: the weights of one layer lie .in, out., those of the other .out, in.
// error: linear_layer<float, (tenon::)?dim<64>, (tenon::)?dim<64> ?>
#include <tenon/nn/linear.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::nn::dense<tenon::dim<64>, tenon::dim<64>> const from;
  tenon::nn::linear<tenon::dim<64>, tenon::dim<64>> to;
#ifdef TENON_EXPECT_ERROR
  to = from;
#else
  to = tenon::nn::linear<tenon::dim<64>, tenon::dim<64>>(from);
#endif
}
