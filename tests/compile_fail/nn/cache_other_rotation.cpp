// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Keys of another rotation in a cache
// mistake: The cache holds keys that were rotated in halves; these are not rotated.
// fix: Rotate them before they are appended.
// law: KeptRotation
// error: tenon: kv_cache: the keys are not rotated as the cache.s keys are
// error: not_rotated.*half_split
#include <tenon/expr/dot.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/nn/kv_cache.hpp>
#include <tenon/nn/rope.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

template <std::size_t N>
struct value_dim : tenon::axis<value_dim, N> {};

int main() {
  tenon::tensor<float, seq<1>, head<8>, head_dim<64>> k;
  tenon::tensor<float, key<1>, head<8>, value_dim<64>> v;
  tenon::nn::rope<tenon::nn::half_split, seq<512>, head_dim<64>> rotate;
  tenon::nn::kv_cache<tenon::nn::half_split, head<8>, key<512>, head_dim<64>, value_dim<64>> cache;
#ifdef TENON_EXPECT_ERROR
  cache.append(tenon::rename<seq, key>(k), v);
#else
  cache.append(tenon::rename<seq, key>(rotate(k, cache.length())), v);
#endif
}
