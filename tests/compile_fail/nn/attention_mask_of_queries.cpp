// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A mask of another alignment: padding over the queries
// mistake: The mask says which tokens exist, over batch and seq. In self-attention they are as many as the keys, but
//   seq are the positions that ask: whole queries would be hidden, and padding still attended to.
// fix: Rename the mask's axis: what is hidden are keys.
// law: AxesWithin
// error: tenon: attention: a mask or bias is the same for all keys
// error: batch<10>, .*seq<20>
#include <tenon/eval.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/nn/scaled_dot_product.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, batch<10>, seq<20>, head<8>, head_dim<64>> q;
  tenon::tensor<float, batch<10>, key<20>, head<8>, head_dim<64>> k, v;
  tenon::tensor<bool, batch<10>, seq<20>> exists;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor y = tenon::nn::scaled_dot_product_attention<head_dim, key>(q, k, v, exists);
#else
  tenon::tensor y = tenon::nn::scaled_dot_product_attention<head_dim, key>(q, k, v, tenon::rename<seq, key>(exists));
#endif
}
