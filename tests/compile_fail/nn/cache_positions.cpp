// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Appending along another axis of positions
// mistake: New keys still stand along seq; the cache keeps them along key.
// fix: Rename their positions.
// law: HasAxis
// error: tenon: kv_cache: what is appended does not have the cache.s axis of positions
// error: seq<1>
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
  tenon::nn::kv_cache<head<8>, key<512>, head_dim<64>, value_dim<64>> cache;
#ifdef TENON_EXPECT_ERROR
  cache.append(k, v);
#else
  cache.append(tenon::rename<seq, key>(k), v);
#endif
}
