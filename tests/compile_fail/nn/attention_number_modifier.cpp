// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A scale given as a number
// mistake: The number is meant to multiply the scores. What is neither mask nor scale is added to them, and a number
//   added to all of them changes nothing.
// fix: Say `nn::scale`.
// law: Expression
// error: tenon: attention: a number added to all scores changes nothing
// error: Expression
#include <tenon/eval.hpp>
#include <tenon/nn/scaled_dot_product.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, batch<10>, seq<20>, head<8>, head_dim<64>> q;
  tenon::tensor<float, batch<10>, key<20>, head<8>, head_dim<64>> k, v;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor y = tenon::nn::scaled_dot_product_attention<head_dim, key>(q, k, v, 0.125F);
#else
  tenon::tensor y = tenon::nn::scaled_dot_product_attention<head_dim, key>(q, k, v, tenon::nn::scale(0.125F));
#endif
}
