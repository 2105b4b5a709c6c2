// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Attention with few queries (decoding), heads that share keys, and the layouts of a cache of keys, against the oracle.

#include "tests/support/attention_inputs.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

using namespace tenon::axes;
using tenon::position;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

template <std::size_t N>
struct group : tenon::axis<group, N> {};

template <class... Axes>
auto normal(std::uint64_t seed) {
  return tenon::random_normal<float, Axes...>(seed);
}

}  // namespace

TEST_CASE("one query, without an axis of its own and with one") {
  auto const q = normal<batch<2>, head<3>, head_dim<20>>(1);
  auto const k = normal<batch<2>, head<3>, key<77>, head_dim<20>>(2);
  auto const v = normal<batch<2>, head<3>, key<77>, embed<24>>(3);
  auto const scores = tenon::dot<head_dim>(q, k) * 0.2f;
  TENON_AGREES(tenon::dot<key>(tenon::softmax<key>(scores), v));
  for (int length : {0, 1, 16, 40, 77})
    TENON_AGREES(tenon::dot<key>(tenon::softmax<key>(where(tenon::key_length<key>(length), scores, -infinity)), v));
  tenon::tensor<int, batch<2>> lengths{5, 77};
  auto const valid = tenon::key_length<key>(lengths);
  TENON_AGREES(tenon::dot<key>(tenon::softmax<key>(where(valid, scores, -infinity)), v));
}

TEST_CASE("a cache [key, head, head_dim], some queries, a mask of positions and a slope for each head") {
  auto const q = normal<batch<2>, seq<3>, head<4>, head_dim<16>>(4);
  auto const k = normal<batch<2>, key<90>, head<4>, head_dim<16>>(5);
  auto const v = normal<batch<2>, key<90>, head<4>, head_dim<16>>(6);
  auto const slope = normal<head<4>>(7);
  auto const distance = tenon::cast<float>(position<key>() - position<seq>());
  auto const scores = tenon::dot<head_dim>(q, k) * 0.25f + slope * distance * 0.01f;
  TENON_AGREES(tenon::dot<key>(tenon::softmax<key>(scores), v));
  for (int offset : {-1, 0, 15, 40, 87}) {
    auto const seen = tenon::causal<seq, key>(offset);
    TENON_AGREES(tenon::dot<key>(tenon::softmax<key>(where(seen, scores, -infinity)), v));
  }
}

TEST_CASE("heads that share keys are rows of one attention") {
  // [head, group, seq], joined or not joined in memory, the mask by position and a bias for each group.
  auto const q = normal<head<2>, group<3>, seq<2>, head_dim<20>>(8);
  auto const scattered = normal<seq<2>, head<2>, group<3>, head_dim<20>>(9);
  auto const k = normal<key<70>, head<2>, head_dim<20>>(10);
  auto const v = normal<key<70>, head<2>, head_dim<20>>(11);
  auto const bias = normal<group<3>, key<70>>(12);
  auto const seen = tenon::causal<seq, key>(33);
  TENON_AGREES(tenon::dot<key>(tenon::softmax<key>(tenon::dot<head_dim>(q, k)), v));
  TENON_AGREES(tenon::dot<key>(tenon::softmax<key>(where(seen, tenon::dot<head_dim>(q, k), -infinity)), v));
  auto const scores = where(seen, tenon::dot<head_dim>(scattered, k) * 0.3f + bias, -infinity);
  TENON_AGREES(tenon::dot<key>(tenon::softmax<key>(scores), v));
}

TEST_CASE("a soft cap on the scores of one query") {
  auto const q = normal<head<2>, head_dim<20>>(18);
  auto const k = normal<head<2>, key<45>, head_dim<20>>(19);
  TENON_AGREES(tenon::dot<key>(tenon::softmax<key>(tenon::tanh(tenon::dot<head_dim>(q, k) / 3.0f) * 3.0f), k));
}

TEST_CASE("keys that are stored transposed") {
  auto const q = normal<head<2>, seq<2>, head_dim<20>>(13);
  auto const k = normal<head<2>, head_dim<20>, key<45>>(14);
  auto const v = normal<head<2>, key<45>, embed<8>>(15);
  TENON_AGREES(tenon::dot<key>(tenon::softmax<key>(tenon::dot<head_dim>(q, k) * 0.25f), v));
}

TEST_CASE("a function of the scores that is not a vector's, called for each score once") {
  auto const q = normal<head<1>, head_dim<8>>(16);
  auto const k = normal<head<1>, key<37>, head_dim<8>>(17);
  int calls = 0;
  auto const count = [&calls](float s) {
    ++calls;
    return s * 0.5f;
  };
  auto const e = tenon::dot<key>(tenon::softmax<key>(tenon::map(count, tenon::dot<head_dim>(q, k))), k);
  static_cast<void>(tenon::evaluate(e));
  CHECK(calls == 37);
}
