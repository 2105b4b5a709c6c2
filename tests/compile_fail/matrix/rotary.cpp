// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: rope kv_cache
#include <tenon/nn/kv_cache.hpp>
#include <tenon/nn/rope.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::ndtensor;
using tenon::tensor;
using tenon::nn::half_split;
using tenon::nn::kv_cache;
using tenon::nn::rope;

template <std::size_t N>
struct value_dim : tenon::axis<value_dim, N> {};

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<float, seq<4>, head_dim<8>> x;
  tensor<float, seq<4>, head_dim<6>> shorter;
  tensor<float, key<4>, head_dim<8>> other;
  tensor<float, seq<4>> row;
  ndtensor<float, 4, 8> y;
  tensor<double, seq<4>, head_dim<8>> doubles;
  tensor<float, key<4>, head_dim<8>> k;
  tensor<float, key<4>, head_dim<7>> narrow;
  tensor<float, key<4>> bare;
  tensor<float, seq<4>, head_dim<8>> unnamed;
  tensor<double, key<4>, head_dim<8>> precise;
  tensor<float, key<4>, value_dim<8>> v;
  (void)rope<half_split, seq<16>, head_dim<8>>()(x);
  kv_cache<key<16>, head_dim<8>, value_dim<8>>().append(k, v);

  (void)rope<half_split, seq<16>, head_dim<8>>()(row);  // reject(rank): tenon: rope: the tensor does not have the axis of features
  (void)rope<half_split, seq<16>, head_dim<8>>()(shorter);  // reject(extent): tenon: rope: the features are not as many
  (void)rope<half_split, seq<16>, head_dim<8>>()(other);  // reject(absent): tenon: rope: the tensor does not have the axis of positions
  (void)rope<half_split, head_dim<8>, head_dim<8>>()(x);  // reject(doubled): tenon: rope: positions and features are two axes
  (void)rope<half_split, seq<16>, head_dim<8>>()(y);  // reject(names-and-positions): tenon: rope: the tensor's axes have no names
  (void)rope<half_split, seq<16>, head_dim<8>>()(doubles);  // reject(value-type): tenon: rope: the layer's angles have another value type
  kv_cache<key<16>, head_dim<8>, value_dim<8>>().append(bare, v);  // reject(rank): tenon: kv_cache: the keys have other axes
  kv_cache<key<16>, head_dim<8>, value_dim<8>>().append(narrow, v);  // reject(extent): tenon: assignment: an axis has different lengths
  kv_cache<key<16>, head_dim<8>, value_dim<8>>().append(unnamed, v);  // reject(absent): tenon: kv_cache: what is appended does not have the cache's axis
  kv_cache<key<16>, head_dim<8>, head_dim<8>>().length();  // reject(doubled): tenon: kv_cache: keys and values have features of one name
  kv_cache<key<16>, head_dim<8>, value_dim<8>>().append(y, v);  // reject(names-and-positions): tenon: kv_cache: what is appended does not have the cache's axis
  kv_cache<key<16>, head_dim<8>, value_dim<8>>().append(precise, v);  // reject(value-type): tenon: assignment: the expression has another value type
}
