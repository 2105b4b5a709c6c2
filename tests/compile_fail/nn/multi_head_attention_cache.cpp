// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A cache of keys that are not rotated for attention that rotates
// mistake: The layer rotates queries and keys by halves; the cache says of its keys that they are not rotated.
// fix: Let the layer say the type of its cache.
// law: KeptRotation
// error: tenon: kv_cache: the keys are not rotated as the cache's keys are
// error: half_split
#include <tenon/eval.hpp>
#include <tenon/nn/multi_head_attention.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
namespace nn = tenon::nn;

int main() {
  using attention_type =
      nn::multi_head_attention<embed<64>, head<8>, head_dim<8>, nn::positions<seq, key>, nn::rotary<nn::half_split>>;
  tenon::tensor<float, seq<1>, embed<64>> x;
  attention_type const attention(1);
#ifdef TENON_EXPECT_ERROR
  nn::kv_cache<head<8>, key<512>, head_dim<8>, nn::value_dim<8>> cache;
  tenon::tensor y = attention(x, cache);
#else
  attention_type::cache<512> cache;
  tenon::tensor y = attention(x, cache);
#endif
}
