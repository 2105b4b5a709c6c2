// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Values appended for keys
// mistake: Keys and values are given in the wrong order.
// fix: Keys come first.
// law: SameAxes
// error: tenon: kv_cache: the keys have other axes than the cache.s keys
// error: value_dim<64>
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
  tenon::tensor<float, key<1>, head<8>, head_dim<64>> k;
  tenon::tensor<float, key<1>, head<8>, value_dim<64>> v;
  tenon::nn::kv_cache<head<8>, key<512>, head_dim<64>, value_dim<64>> cache;
#ifdef TENON_EXPECT_ERROR
  cache.append(v, k);
#else
  cache.append(k, v);
#endif
}
