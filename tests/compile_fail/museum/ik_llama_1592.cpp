// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: The keys' cache read as values
// origin: ikawrakow/ik_llama.cpp#1592
// what: Keys and values of earlier tokens lie in two caches of one shape, and the keys' was handed over where the
//   values' was meant: the weights sum keys.
// caught-by: roles
// fix: Name the values' features apart from the keys'. With head_dim for both this would compile.
// law: SameAxes
// error: tenon: assignment: the expression has other axes than the tensor
// error: value_dim<8>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/matmul.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

template <std::size_t N>
struct value_dim : tenon::axis<value_dim, N> {};

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  tenon::ndtensor<float, 2, 16, 8> key_cache, value_cache;
  tenon::ndtensor<float, 2, 4, 16> weights;
  tenon::ndtensor<float, 2, 4, 8> out = tenon::matmul(weights, key_cache);
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, head<2>, key<16>, head_dim<8>> key_cache;
  tenon::tensor<float, head<2>, key<16>, value_dim<8>> value_cache;
  tenon::tensor<float, head<2>, seq<4>, key<16>> weights;
  tenon::tensor<float, head<2>, seq<4>, value_dim<8>> out = tenon::dot<key>(weights, key_cache);
#else
  tenon::tensor<float, head<2>, key<16>, head_dim<8>> key_cache;
  tenon::tensor<float, head<2>, key<16>, value_dim<8>> value_cache;
  tenon::tensor<float, head<2>, seq<4>, key<16>> weights;
  tenon::tensor<float, head<2>, seq<4>, value_dim<8>> out = tenon::dot<key>(weights, value_cache);
#endif
}
