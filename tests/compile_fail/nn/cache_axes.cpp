// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A cache that is not told the features of values
// mistake: Keys and values are kept side by side, and their features have two names.
// fix: Batch and heads, positions, the features of keys, those of values.
// error: tenon: kv_cache: a cache takes, after its value type and pairing, the axes of batch and heads
// error: key<512>
#include <tenon/nn/heads.hpp>
#include <tenon/nn/kv_cache.hpp>
#include <tenon/shape/axes.hpp>

using namespace tenon::axes;
namespace nn = tenon::nn;

int main() {
#ifdef TENON_EXPECT_ERROR
  nn::kv_cache<key<512>, head_dim<64>> cache;
#else
  nn::kv_cache<key<512>, head_dim<64>, nn::value_dim<64>> cache;
#endif
  cache.reset();
}
