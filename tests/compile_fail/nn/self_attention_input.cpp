// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A self-attention layer on an input of another width
// mistake: The layer is made for embed 64 and gets 32. One mistake, although query, key and value all meet it.
// fix: Make the layer for the width of its input.
// law: SameExtentIn
// error: tenon: dot: an axis that both operands have must be equally long in both
// error: batch<10>, .*seq<20>, .*embed<32>
// error: embed<64>, .*head<8>, .*head_dim<64>
// error(clang): 32 == 64
#include <tenon/nn/self_attention.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::nn::self_attention<embed<64>, head<8>, head_dim<64>, seq, key, hidden> layer;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, batch<10>, seq<20>, embed<32>> x;
  tenon::tensor y = layer(x);
#else
  tenon::tensor<float, batch<10>, seq<20>, embed<64>> x;
  tenon::tensor y = layer(x);
#endif
}
