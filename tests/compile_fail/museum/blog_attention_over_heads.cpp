// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Heads that attend to heads
// origin: Attention mechanisms in Swift for TensorFlow (blog post of 2023), the layer's first product
// what: Queries, keys and values stay [batch, seq, head, features]. The product with the transposed keys then pairs
//   the heads of one token with each other: positions never mix, and what one token becomes does not depend on any
//   other. Every size agrees for every number of heads and positions.
// caught-by: names
// fix: Give the positions that are asked a name of their own (rename<seq, key>): then the product pairs positions,
//   and heads are what both have.
// law: MixesPositions
// error: tenon: dot: both factors of these scores have the axis that is summed here
// error: head<8>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/matmul.hpp>
#include <tenon/expr/permute.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  tenon::ndtensor<float, 10, 20, 8, 64> q, k, v;
  auto const scores = tenon::matmul(q, tenon::transpose(k));  // heads against heads: 10×20×8×8
  tenon::tensor const out = tenon::matmul(tenon::softmax<2>(scores), v);
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, batch<10>, seq<20>, head<8>, head_dim<64>> q, k, v;
  auto const scores = tenon::dot<head_dim>(q, k);
  tenon::tensor const out = tenon::dot<head>(tenon::softmax<head>(scores), v);
#else
  tenon::tensor<float, batch<10>, seq<20>, head<8>, head_dim<64>> q;
  tenon::tensor<float, batch<10>, key<20>, head<8>, head_dim<64>> k, v;
  auto const scores = tenon::dot<head_dim>(q, k);  // positions against positions, head by head
  tenon::tensor const out = tenon::dot<key>(tenon::softmax<key>(scores), v);
#endif
}
