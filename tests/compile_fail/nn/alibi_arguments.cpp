// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: ALiBi with its arguments exchanged
// mistake: The positions stand where the heads are expected.
// fix: Name the heads first.
// law: NamesHeads, NamesPositions
// error: tenon: alibi: name the heads, then the positions that ask and are asked
// error: NamesHeads<
#include <tenon/eval.hpp>
#include <tenon/nn/alibi.hpp>
#include <tenon/nn/scaled_dot_product.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, batch<10>, seq<20>, head<8>, head_dim<64>> q;
  tenon::tensor<float, batch<10>, key<20>, head<8>, head_dim<64>> k, v;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor y = tenon::nn::scaled_dot_product_attention<head_dim, key>(
      q, k, v, tenon::nn::alibi<tenon::nn::positions<seq, key>, head<8>>());
#else
  tenon::tensor y = tenon::nn::scaled_dot_product_attention<head_dim, key>(
      q, k, v, tenon::nn::alibi<head<8>, tenon::nn::positions<seq, key>>());
#endif
}
