// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A mask over the wrong axis into self-attention
// mistake: The mask of existing tokens is over batch and vocab; scores are over batch, seq, head and key.
// fix: Let the mask be over the keys, or over queries and keys.
// law: Aligns
// error: tenon: elementwise operation: the axes of one operand must all occur in the other
// error: batch<10>, .*vocab<20>
// error: batch<10>, .*seq<20>, .*head<8>, .*key<20>
#include <tenon/expr/elementwise.hpp>
#include <tenon/nn/self_attention.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, batch<10>, seq<20>, embed<64>> x;
  tenon::nn::self_attention<embed<64>, head<8>, head_dim<64>, seq, key, hidden> layer;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<bool, batch<10>, vocab<20>> exists;
  tenon::tensor y = layer(x, exists);
#else
  tenon::tensor<bool, batch<10>, key<20>> exists;
  tenon::tensor y = layer(x, exists);
#endif
}
