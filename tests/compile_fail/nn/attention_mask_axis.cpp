// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A mask over an axis that the scores of attention lack
// mistake: The mask of existing tokens is over vocab. The scores are over batch, seq, head and key.
// fix: Let the mask be over the keys.
// law: AxesWithin
// error: tenon: attention: a mask or bias has an axis that the scores lack
// error: batch<10>, .*vocab<20>
// error: batch<10>, .*seq<20>, .*head<8>, .*key<20>
#include <tenon/eval.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/nn/scaled_dot_product.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, batch<10>, seq<20>, head<8>, head_dim<64>> q;
  tenon::tensor<float, batch<10>, key<20>, head<8>, head_dim<64>> k, v;
  tenon::tensor<bool, batch<10>, vocab<20>> exists;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor y = tenon::nn::scaled_dot_product_attention<head_dim, key>(q, k, v, exists);
#else
  tenon::tensor y = tenon::nn::scaled_dot_product_attention<head_dim, key>(q, k, v, tenon::rename<vocab, key>(exists));
#endif
}
