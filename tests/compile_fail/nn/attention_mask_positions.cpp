// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A causal mask over other positions than attention's
// mistake: The mask compares hidden with key, but the queries stand along seq.
// fix: Name the positions of the queries.
// law: Bound
// error: tenon: attention: a mask or bias is made of positions along an axis that the scores lack
// error: tags<.*hidden
#include <tenon/eval.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/nn/scaled_dot_product.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, batch<10>, seq<20>, head<8>, head_dim<64>> q;
  tenon::tensor<float, batch<10>, key<20>, head<8>, head_dim<64>> k, v;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor y = tenon::nn::scaled_dot_product_attention<head_dim, key>(q, k, v, tenon::causal<hidden, key>());
#else
  tenon::tensor y = tenon::nn::scaled_dot_product_attention<head_dim, key>(q, k, v, tenon::causal<seq, key>());
#endif
}
