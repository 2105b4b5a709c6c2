// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Appending keys of a length known at run time with values of a static one
// mistake: The keys are those of a prompt of any length; the values are of as many positions as the type has room for.
// fix: Give both the length of the prompt.
// law: SameLengthKind
// error: tenon: kv_cache: the number of positions is in the type of the keys or of the values and known only
// error: upto<.*key<16>
#include <tenon/nn/kv_cache.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

template <std::size_t N>
struct value_dim : tenon::axis<value_dim, N> {};

int main() {
  tenon::tensor<float, tenon::upto<key<16>>, head<8>, head_dim<64>> k;
  tenon::nn::kv_cache<head<8>, key<512>, head_dim<64>, value_dim<64>> cache;
  tenon::tensor<float, key<16>, head<8>, value_dim<64>> whole;
  tenon::tensor<float, tenon::upto<key<16>>, head<8>, value_dim<64>> v;
#ifdef TENON_EXPECT_ERROR
  cache.append(k, whole);
#else
  cache.append(k, v);
#endif
  static_cast<void>(whole);
}
