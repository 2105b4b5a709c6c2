// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Keys and values of different positions
// mistake: Two keys are appended with one value.
// fix: Append keys and values of the same positions.
// law: SameExtentIn
// error: tenon: kv_cache: keys and values of the same positions are appended together
// error: key<2>
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
  tenon::tensor<float, key<2>, head<8>, head_dim<64>> two;
  tenon::tensor<float, key<1>, head<8>, value_dim<64>> v;
  tenon::nn::kv_cache<head<8>, key<512>, head_dim<64>, value_dim<64>> cache;
#ifdef TENON_EXPECT_ERROR
  cache.append(two, v);
#else
  cache.append(k, v);
#endif
}
