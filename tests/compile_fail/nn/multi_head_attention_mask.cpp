// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A mask over positions that the layer does not have
// mistake: The layer's positions are seq and key; the causal mask compares hidden with key.
// fix: Name the layer's positions.
// law: Bound
// error: tenon: attention: a mask or bias is made of positions along an axis that the scores lack
// error: tags<.*hidden
#include <tenon/eval.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/nn/multi_head_attention.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
namespace nn = tenon::nn;

int main() {
  tenon::tensor<float, batch<10>, seq<20>, embed<64>> x;
  nn::multi_head_attention<embed<64>, head<8>, head_dim<8>, nn::positions<seq, key>> attention;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor y = attention(x, tenon::causal<hidden, key>());
#else
  tenon::tensor y = attention(x, tenon::causal<seq, key>());
#endif
}
