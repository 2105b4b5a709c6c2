// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Whole layers: projections, heads, attention, output projection, residual; from one input, against the oracle.

#include "tests/support/attention_inputs.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

using namespace tenon::axes;

namespace {
constexpr float infinity = std::numeric_limits<float>::infinity();
}

TEST_CASE("self-attention of the layer, plain and causal") {
  auto const x = tenon::random_normal<float, batch<2>, seq<20>, embed<24>>(1);
  tenon::nn::self_attention<embed<24>, head<3>, head_dim<8>, seq, key, hidden> const layer(2);
  TENON_AGREES(layer(x));
  TENON_AGREES(layer(x, tenon::causal<seq, key>()));
}

TEST_CASE("a temporary input and a temporary layer are kept by the expression") {
  using input = tenon::tensor<float, batch<2>, seq<20>, embed<24>>;
  using layer_type = tenon::nn::self_attention<embed<24>, head<3>, head_dim<8>, seq, key, hidden>;
  auto const x = tenon::random_normal<input>(1);
  layer_type const layer(2);
  auto const expression = layer_type(2)(tenon::random_normal<input>(1), tenon::causal<seq, key>());
  auto const unrelated = tenon::random_normal<input>(3);  // where freed memory would be
  CHECK(tenon::all_close(expression, layer(x, tenon::causal<seq, key>()), 0));
  CHECK_FALSE(tenon::all_close(expression, layer(unrelated), 0));
  static_assert(!std::is_same_v<decltype(layer(x)), decltype(layer(tenon::random_normal<input>(1)))>);
  static_assert(!std::is_same_v<decltype(layer(x)), decltype(layer_type(2)(x))>);
}

TEST_CASE("projections, attention, output projection and residual") {
  auto const x = tenon::random_normal<float, batch<2>, seq<17>, embed<24>>(1);
  tenon::nn::dense<embed<24>, hidden<24>> const query(1);
  tenon::nn::dense<embed<24>, hidden<24>> const key_(2);
  tenon::nn::dense<embed<24>, hidden<24>> const value(3);
  tenon::nn::dense<hidden<24>, embed<24>> const out(4);
  auto const gain = tenon::random_normal<float, embed<24>>(5);
  auto const block = [&](auto const& y) {
    auto const q = tenon::split<hidden, head<3>, head_dim<8>>(query(y));
    auto const k = tenon::rename<seq, key>(tenon::split<hidden, head<3>, head_dim<8>>(key_(y)));
    auto const v = tenon::rename<seq, key>(tenon::split<hidden, head<3>, head_dim<8>>(value(y)));
    auto const scores = tenon::where(tenon::causal<seq, key>(), tenon::dot<head_dim>(q, k) * 0.35f, -infinity);
    return out(tenon::merge<head, head_dim, hidden>(tenon::dot<key>(tenon::softmax<key>(scores), v))) + x;
  };
  TENON_AGREES(block(x));
  TENON_AGREES(block(tenon::layer_norm<embed>(x, gain, gain)), 4e-5);
}
