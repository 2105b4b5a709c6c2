// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: One name for those that ask and those that are asked
// mistake: Queries, keys and values are all along key, so each position meets only itself.
// fix: Give the queries an axis of their own.
// law: LacksAxis
// error: tenon: attention: the queries have the axis of the keys
// error: key<20>
#include <tenon/eval.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/nn/scaled_dot_product.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, batch<10>, key<20>, head<8>, head_dim<64>> q, k, v;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor y = tenon::nn::scaled_dot_product_attention<head_dim, key>(q, k, v);
#else
  tenon::tensor y = tenon::nn::scaled_dot_product_attention<head_dim, key>(tenon::rename<key, seq>(q), k, v);
#endif
}
