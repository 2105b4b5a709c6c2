// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A cache after a mask
// mistake: The cache is among the modifiers, which hide or weight positions.
// fix: It stands directly after the input.
// law: Expression
// error: tenon: attention: a mask or bias is a tensor or made of positions; a cache is no modifier
// error: kv_cache
#include <tenon/expr/position.hpp>
#include <tenon/nn/multi_head_attention.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
namespace nn = tenon::nn;

int main() {
  tenon::tensor<float, seq<2>, embed<64>> x;
  using layer = nn::multi_head_attention<embed<64>, head<8>, head_dim<8>, nn::positions<seq, key>>;
  layer const attention;
  layer::cache<4> cache;
#ifdef TENON_EXPECT_ERROR
  auto const y = attention(x, tenon::sliding_window<seq, key>(2), cache);
#else
  auto const y = attention(x, cache, tenon::sliding_window<seq, key>(2));
#endif
}
