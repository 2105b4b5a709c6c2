// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Attention from and into memory in unusual orders, and spelled in unusual ways: the same numbers as the oracle's.

#include <limits>
#include <vector>

#include "tests/support/attention_inputs.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

using namespace tenon::axes;
using tenon::position;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

template <class T, class... A>
auto normal(std::uint64_t seed) {
  return tenon::random_normal<T, A...>(seed);
}

/// Nothing stands where models have it: features first, heads apart, keys in columns.
template <class T>
void from_unusual_orders() {
  auto const q = normal<T, head_dim<5>, batch<2>, seq<7>, head<3>>(1);
  auto const k = normal<T, head<3>, head_dim<5>, key<21>, batch<2>>(2);
  auto const v = normal<T, embed<6>, key<21>, batch<2>, head<3>>(3);
  auto const weights = tenon::softmax<key>(tenon::dot<head_dim>(q, k) * T(0.4));
  TENON_AGREES(tenon::dot<key>(weights, v));
  TENON_AGREES(tenon::dot<key>(v, weights));
}

template <class Scores, class In>
auto weighted(Scores const& scores, In const& in) {
  return tenon::dot<key>(tenon::softmax<key>(scores), in.v);
}

inputs::heads_first<float, 2, 2, 20, 45, 16> const& in() {
  static inputs::heads_first<float, 2, 2, 20, 45, 16> const operands;
  return operands;
}

}  // namespace

TEST_CASE("operands in unusual orders") {
  from_unusual_orders<float>();
  from_unusual_orders<double>();
}

TEST_CASE("results in unusual orders: features first, strided, transposed on assignment") {
  auto const e = weighted(in().scores(), in());
  auto const expected = tenon::evaluate(e);
  tenon::tensor<float, embed<16>, seq<20>, batch<2>, head<2>> const turned = e;
  tenon::tensor<float, batch<2>, seq<20>, head<2>, embed<16>> const by_position = e;
  std::vector<float> memory(std::size_t{2} * 2 * 20 * 40, -1);
  tenon::strided_view<float, tenon::strides<1600, 800, 40, 2>, batch<2>, head<2>, seq<20>, embed<16>> apart(
      memory.data());
  apart = e;
  auto equal = [&](auto const& found) { CHECK(tenon::all_close(found, expected, 1e-6)); };
  equal(turned);
  equal(by_position);
  equal(apart);
  CHECK(memory[1] == -1);
  CHECK(memory[32] == -1);
  TENON_AGREES(tenon::dot<key>(in().v, tenon::softmax<key>(tenon::dot<head_dim>(in().k, in().q))));
}

TEST_CASE("the softmax along the first axis of the scores, one in the middle, the last but one") {
  auto const scores = tenon::dot<head_dim>(in().k, in().q) * 0.25f;
  TENON_AGREES(weighted(tenon::permute<key, batch, head, seq>(scores), in()));
  TENON_AGREES(weighted(tenon::permute<batch, key, seq, head>(scores), in()));
  auto const q = tenon::random_normal<float, tenon::dim<2>, tenon::dim<7>, tenon::dim<16>>(1);
  auto const k = tenon::random_normal<float, tenon::dim<2>, tenon::dim<33>, tenon::dim<16>>(2);
  auto const columns = tenon::softmax<-2>(tenon::matmul(k, tenon::transpose(q)));
  TENON_AGREES(tenon::matmul(tenon::transpose(k), columns));
  TENON_AGREES(tenon::matmul(tenon::transpose(columns), k));
}

TEST_CASE("the scale on queries, on keys, on both") {
  TENON_AGREES(weighted(tenon::dot<head_dim>(in().q * 0.25f, in().k), in()));
  TENON_AGREES(weighted(tenon::dot<head_dim>(0.5f * in().q, in().k / 2) * 0.5f, in()));
  auto const q = tenon::exp(in().q * 0.1f) * 0.3f;  // stored for both: the constant is part of it
  TENON_AGREES(weighted(tenon::dot<head_dim>(q, in().k), in()) + tenon::sum<head_dim>(q));
}

TEST_CASE("weights that are changed after the softmax") {
  TENON_AGREES(weighted(in().scores(), in()) * 0.5f);
  TENON_AGREES(tenon::dot<key>(tenon::softmax<key>(in().scores()) * 0.5f, in().v));
  TENON_AGREES(tenon::dot<key>(tenon::unchecked(tenon::softmax<key>(in().scores()) * 0.5f), in().v));
}

TEST_CASE("a choice inside a condition, a mask beside another one") {
  auto const bias = normal<float, seq<20>, key<45>>(4);
  auto const early = tenon::where(position<key>() < 5, position<key>() >= 2, false);
  TENON_AGREES(weighted(tenon::where(early, bias, in().scores()), in()));
  auto const more = tenon::where(position<key>() < 30, 0.0f, -infinity);
  TENON_AGREES(weighted(bias - tenon::where(tenon::causal<seq, key>(), in().scores(), 8.0f) + more, in()));
  TENON_AGREES(weighted(tenon::where(tenon::causal<seq, key>(20), in().scores() / 2, -infinity) * 2, in()));
}

TEST_CASE("biases that are computed, smaller products among them") {
  auto const of_keys = normal<float, key<45>>(4);
  auto const content = normal<float, key<45>, hidden<8>>(5);
  auto const u = normal<float, hidden<8>>(6);
  TENON_AGREES(weighted(in().scores() + tenon::exp(of_keys), in()));
  TENON_AGREES(weighted(tenon::dot<hidden>(content, u) + in().scores(), in()));
}

TEST_CASE("one query, with and without an axis for it") {
  inputs::heads_first<double, 2, 3, 1, 50, 16> const one;
  TENON_AGREES(weighted(one.scores(), one));
  auto const q = normal<float, batch<2>, head<2>, head_dim<16>>(1);
  TENON_AGREES(weighted(tenon::dot<head_dim>(q, in().k) * 0.25f, in()));
  TENON_AGREES(weighted(tenon::where(tenon::key_length<key>(30), tenon::dot<head_dim>(q, in().k), -infinity), in()));
}

TEST_CASE("fewer queries than lanes, masked by position: padding does not see further") {
  inputs::heads_first<double, 1, 1, 3, 40, 5, 3> x;
  for (std::size_t t = 3; t < 40; ++t) {
    for (std::size_t d = 0; d < 5; ++d) x.k(0, 0, t, d) = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t d = 0; d < 3; ++d) x.v(0, 0, t, d) = std::numeric_limits<double>::quiet_NaN();
  }
  auto const y = tenon::evaluate(
      weighted(tenon::where(tenon::causal<seq, key>(), x.scores(), -std::numeric_limits<double>::infinity()), x));
  for (double v : y) CHECK(std::isfinite(v));
}
