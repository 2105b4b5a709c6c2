// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Cached values used for keys
// mistake: Queries are multiplied with what the cache holds as values; they are as long as keys.
// fix: Multiply them with the keys.
// law: AxesWithin
// error: tenon: dot: the right operand does not have the axis that is to be summed
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
  tenon::tensor<float, seq<1>, head<8>, head_dim<64>> q;
  tenon::nn::rope<tenon::nn::half_split, seq<512>, head_dim<64>> rotate;
  tenon::nn::kv_cache<tenon::nn::half_split, head<8>, key<512>, head_dim<64>, value_dim<64>> cache;
#ifdef TENON_EXPECT_ERROR
  auto scores = tenon::dot<head_dim>(rotate(q), cache.values());
#else
  auto scores = tenon::dot<head_dim>(rotate(q), cache.keys());
#endif
}
