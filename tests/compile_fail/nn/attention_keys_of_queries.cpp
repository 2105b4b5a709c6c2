// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Keys along the positions of the queries
// mistake: Keys and values come from the same projection of the same tokens as the queries, and have their axis: seq.
// fix: Rename the axis of what is asked.
// law: HasAxis
// error: tenon: attention: the keys lack the axis of the positions that are asked
// error: batch<10>, .*seq<20>
#include <tenon/eval.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/nn/scaled_dot_product.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, batch<10>, seq<20>, head<8>, head_dim<64>> q, k;
  tenon::tensor<float, batch<10>, key<20>, head<8>, head_dim<64>> v;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor y = tenon::nn::scaled_dot_product_attention<head_dim, key>(q, k, v);
#else
  tenon::tensor y = tenon::nn::scaled_dot_product_attention<head_dim, key>(q, tenon::rename<seq, key>(k), v);
#endif
}
