// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A mask of numbers for attention
// mistake: The mask holds 0 and 1 as integers. It is not said whether it hides keys or is added to the scores.
// fix: Compare: what is true is visible.
// law: SameValueType
// error: tenon: attention: a mask is made of truth values
// error: int
// error: float
#include <tenon/eval.hpp>
#include <tenon/nn/scaled_dot_product.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, batch<10>, seq<20>, head<8>, head_dim<64>> q;
  tenon::tensor<float, batch<10>, key<20>, head<8>, head_dim<64>> k, v;
  tenon::tensor<int, batch<10>, key<20>> exists;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor y = tenon::nn::scaled_dot_product_attention<head_dim, key>(q, k, v, exists);
#else
  tenon::tensor y = tenon::nn::scaled_dot_product_attention<head_dim, key>(q, k, v, exists != 0);
#endif
}
