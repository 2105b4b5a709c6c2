// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Values used as keys
// mistake: Keys and values are exchanged. Both are 64 wide, but values have their features along an axis of their own.
// fix: Give the keys first.
// law: HasAxis
// error: tenon: attention: the keys lack the features that queries and keys are compared by
// error: key<20>, .*value_dim<64>
#include <tenon/eval.hpp>
#include <tenon/nn/heads.hpp>
#include <tenon/nn/scaled_dot_product.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, batch<10>, seq<20>, head<8>, head_dim<64>> q;
  tenon::tensor<float, batch<10>, key<20>, head<8>, head_dim<64>> keys;
  tenon::tensor<float, batch<10>, key<20>, head<8>, tenon::nn::value_dim<64>> values;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor y = tenon::nn::scaled_dot_product_attention<head_dim, key>(q, values, keys);
#else
  tenon::tensor y = tenon::nn::scaled_dot_product_attention<head_dim, key>(q, keys, values);
#endif
}
