// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A cache whose keys and values have one name
// mistake: Keys and values would have the same axes, and one could be used for the other.
// fix: Give the values features of their own.
// law: DistinctAxes
// error: tenon: kv_cache: keys and values have features of one name
// error: head_dim<64>
#include <tenon/nn/kv_cache.hpp>
#include <tenon/shape/axes.hpp>

using namespace tenon::axes;

template <std::size_t N>
struct value_dim : tenon::axis<value_dim, N> {};

int main() {
#ifdef TENON_EXPECT_ERROR
  tenon::nn::kv_cache<head<8>, key<512>, head_dim<64>, head_dim<64>> cache;
#else
  tenon::nn::kv_cache<head<8>, key<512>, head_dim<64>, value_dim<64>> cache;
#endif
}
