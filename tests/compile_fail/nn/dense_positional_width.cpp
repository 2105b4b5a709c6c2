// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An input of another width, without names
// mistake: The layer acts on a last axis of 64, the input's is 32.
// fix: Make the layer for the width of its input.
// law: SameInnerExtent
// error: tenon: matmul: the last axis of the left operand must be as long as the one before the last
// error: dim<20>, .*dim<32>
// error: dim<64>, .*dim<128>
// error(clang): 32 == 64
#include <tenon/nn/dense.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::nn::dense<tenon::dim<64>, tenon::dim<128>> layer;
#ifdef TENON_EXPECT_ERROR
  tenon::ndtensor<float, 20, 32> x;
  tenon::tensor y = layer(x);
#else
  tenon::ndtensor<float, 20, 64> x;
  tenon::tensor y = layer(x);
#endif
}
