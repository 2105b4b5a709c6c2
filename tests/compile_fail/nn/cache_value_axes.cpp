// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Values appended with the features of keys
// mistake: The projection of the values was made with the features of keys.
// fix: Values have features of their own.
// law: SameAxes
// error: tenon: kv_cache: the values have other axes than the cache.s values
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
  tenon::tensor<float, key<1>, head<8>, head_dim<64>> k, v;
  tenon::nn::kv_cache<head<8>, key<512>, head_dim<64>, value_dim<64>> cache;
#ifdef TENON_EXPECT_ERROR
  cache.append(k, v);
#else
  cache.append(k, tenon::rename<head_dim, value_dim>(v));
#endif
}
