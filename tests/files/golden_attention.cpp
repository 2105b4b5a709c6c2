// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Recorded multi-head attention: the public layers, with the weights that io::load finds by a naming. PyTorch keeps the
// projections of queries, keys and values in one matrix.

#include "tests/files/golden_cases.hpp"

using namespace tenon::axes;
namespace io = tenon::io;
namespace nn = tenon::nn;

namespace {

template <class T>
using self_attention = nn::multi_head_attention<embed<15>, head<3>, head_dim<5>, nn::positions<seq, key>, T>;

template <class T>
auto input(golden_case<T> const& c) {
  return c.template get<batch<2>, seq<7>, embed<15>>("x");
}
template <class T>
auto output(golden_case<T> const& c) {
  return c.template get<batch<2>, seq<7>, embed<15>>("y");
}

/// Names as in torch.nn.MultiheadAttention.
io::naming names() {
  return io::naming()
      .map("query.weight", "in_proj_weight", io::part(0, 3))
      .map("key.weight", "in_proj_weight", io::part(1, 3))
      .map("value.weight", "in_proj_weight", io::part(2, 3))
      .map("query.bias", "in_proj_bias", io::part(0, 3))
      .map("key.bias", "in_proj_bias", io::part(1, 3))
      .map("value.bias", "in_proj_bias", io::part(2, 3))
      .map("out.{what}", "out_proj.{what}");
}

template <class T>
void self() {
  golden_case<T> const c("mha_self");
  self_attention<T> layer;
  c.load(layer, names());
  CHECK(golden_difference(layer(input(c)), output(c)) <= golden::tolerance<T>);
  CHECK(golden_difference(layer.weights(input(c)), c.template get<batch<2>, head<3>, seq<7>, key<7>>("w")) <=
        golden::tolerance<T>);
  golden_case<T> const causal("mha_self_causal");
  causal.load(layer, names());
  CHECK(golden_difference(layer(input(causal), tenon::causal<seq, key>()), output(causal)) <= golden::tolerance<T>);
}

template <class T>
void to_a_memory() {
  golden_case<T> const c("mha_cross");
  nn::cross_attention<embed<15>, embed<15>, head<3>, head_dim<5>, nn::positions<seq, key>, T> layer;
  c.load(layer, names());
  auto const memory = c.template get<batch<2>, key<4>, embed<15>>("mem");
  CHECK(golden_difference(layer(input(c), memory), output(c)) <= golden::tolerance<T>);

  // Keys and values of other widths have matrices of their own; the biases are one.
  golden_case<T> const widths("mha_kdim_vdim");
  nn::cross_attention<embed<15>, vocab<11>, hidden<18>, head<3>, head_dim<5>, nn::positions<seq, key>, T> other;
  widths.load(other, io::naming()
                         .map("query.weight", "q_proj_weight")
                         .map("key.weight", "k_proj_weight")
                         .map("value.weight", "v_proj_weight")
                         .map("query.bias", "in_proj_bias", io::part(0, 3))
                         .map("key.bias", "in_proj_bias", io::part(1, 3))
                         .map("value.bias", "in_proj_bias", io::part(2, 3))
                         .map("out.{what}", "out_proj.{what}"));
  auto const keys = widths.template get<batch<2>, key<4>, vocab<11>>("mk");
  auto const values = widths.template get<batch<2>, key<4>, hidden<18>>("mv");
  CHECK(golden_difference(other(input(widths), keys, values), output(widths)) <= golden::tolerance<T>);
}

}  // namespace

TEST_CASE("recorded attention with the weights of its file, float") {
  self<float>();
  to_a_memory<float>();
}
TEST_CASE("recorded attention with the weights of its file, double") {
  self<double>();
  to_a_memory<double>();
}
