// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Attention in other shapes: grouped and shared heads, cross attention, wider values, more batch axes, merged heads,
// the positional spelling, projections inside.

#include "tests/support/attention_inputs.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

using namespace tenon::axes;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

template <std::size_t N>
struct group : tenon::axis<group, N> {};
template <std::size_t N>
struct beam : tenon::axis<beam, N> {};

template <class T, class... Axes>
auto normal(std::uint64_t seed) {
  return tenon::random_normal<T, Axes...>(seed);
}

}  // namespace

TEST_CASE("grouped and shared heads") {
  auto const q = normal<float, batch<2>, seq<20>, hidden<96>>(1);
  auto const k = normal<float, batch<2>, key<20>, head<2>, head_dim<16>>(2);
  auto const v = normal<float, batch<2>, key<20>, head<2>, embed<16>>(3);
  auto const one_k = normal<float, batch<2>, key<20>, head_dim<16>>(4);
  auto const one_v = normal<float, batch<2>, key<20>, embed<16>>(5);
  auto const grouped = tenon::split<hidden, head<2>, group<3>, head_dim<16>>(q);
  auto const scores = tenon::where(tenon::causal<seq, key>(), tenon::dot<head_dim>(grouped, k) * 0.25f, -infinity);
  TENON_AGREES(tenon::dot<key>(tenon::softmax<key>(scores), v));
  auto const heads = tenon::split<hidden, head<6>, head_dim<16>>(q);
  TENON_AGREES(tenon::dot<key>(tenon::softmax<key>(tenon::dot<head_dim>(heads, one_k) * 0.25f), one_v));
}

TEST_CASE("cross attention with wider values, queries without a batch") {
  inputs::heads_first<float, 2, 3, 7, 33, 5, 20> const in;
  TENON_AGREES(tenon::dot<key>(tenon::softmax<key>(in.scores()), in.v));
  auto const q = normal<float, seq<9>, head<3>, head_dim<5>>(6);
  TENON_AGREES(tenon::dot<key>(tenon::softmax<key>(tenon::dot<head_dim>(q, in.k)), in.v));
}

TEST_CASE("several batch axes, and none") {
  auto const q = normal<float, batch<2>, beam<3>, seq<5>, head<2>, head_dim<8>>(7);
  auto const k = normal<float, batch<2>, beam<3>, key<17>, head<2>, head_dim<8>>(8);
  auto const v = normal<float, beam<3>, batch<2>, key<17>, head<2>, embed<9>>(9);
  TENON_AGREES(tenon::dot<key>(tenon::softmax<key>(tenon::dot<head_dim>(q, k) * 0.3f), v));
  auto const a = normal<double, seq<20>, embed<16>>(10);
  auto const b = normal<double, key<30>, embed<16>>(11);
  TENON_AGREES(tenon::dot<key>(tenon::softmax<key>(tenon::dot<embed>(a, b)), b));
}

TEST_CASE("heads merged into the result") {
  inputs::positions_first<float, 2, 4, 20, 20, 8> const in;
  auto const y = tenon::dot<key>(tenon::softmax<key>(in.scores()), in.v);
  TENON_AGREES(tenon::merge<head, embed, hidden>(y));
  TENON_AGREES(tenon::merge<head, embed, hidden>(y) + normal<float, hidden<32>>(12));
}

TEST_CASE("the positional spelling") {
  auto const q = normal<float, tenon::dim<2>, tenon::dim<3>, tenon::dim<20>, tenon::dim<16>>(13);
  auto const k = normal<float, tenon::dim<2>, tenon::dim<3>, tenon::dim<33>, tenon::dim<16>>(14);
  auto const v = normal<float, tenon::dim<2>, tenon::dim<3>, tenon::dim<33>, tenon::dim<8>>(15);
  auto const scores = tenon::matmul(q, tenon::transpose(k)) * 0.25f;
  TENON_AGREES(tenon::matmul(tenon::softmax<-1>(scores), v));
  TENON_AGREES(tenon::matmul(tenon::softmax<3>(tenon::where(tenon::causal<-2, -1>(13), scores, -infinity)), v));
}
