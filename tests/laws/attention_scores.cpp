// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Elementwise functions between the two products of attention: biases of every shape, ALiBi, soft cap, tensors of
// truths.

#include "tests/support/attention_inputs.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

using namespace tenon::axes;
using tenon::position;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

template <class S, class In>
auto weighted(S const& scores, In const& in) {
  return tenon::dot<key>(tenon::softmax<key>(scores), in.v);
}

}  // namespace

TEST_CASE("additive bias of every broadcast shape") {
  inputs::heads_first<float, 2, 3, 20, 33, 8> const in;
  auto const full = tenon::random_normal<float, batch<2>, head<3>, seq<20>, key<33>>(11);
  auto const of_head = tenon::random_normal<float, head<3>, seq<20>, key<33>>(12);
  auto const of_pairs = tenon::random_normal<float, key<33>, seq<20>>(13);
  auto const of_keys = tenon::random_normal<float, batch<2>, key<33>>(14);
  auto const of_queries = tenon::random_normal<float, seq<20>, head<3>>(15);
  TENON_AGREES(weighted(in.scores() + full, in));
  TENON_AGREES(weighted(in.scores() + of_head, in));
  TENON_AGREES(weighted(in.scores() + of_pairs, in));
  TENON_AGREES(weighted(of_keys + in.scores() * 2 + of_queries, in));
}

TEST_CASE("a bias along the keys: fewer queries than lanes, no whole tile of keys, beside a soft cap") {
  inputs::heads_first<float, 1, 2, 5, 9, 8> const few;
  auto const small = tenon::random_normal<float, seq<5>, key<9>>(21);
  TENON_AGREES(weighted(few.scores() + small, few));
  inputs::heads_first<float, 1, 2, 37, 61, 8> const in;
  auto const bias = tenon::random_normal<float, head<2>, seq<37>, key<61>>(22);
  auto const mask = tenon::causal<seq, key>(24);
  TENON_AGREES(weighted(tenon::where(mask, tenon::tanh(in.scores() / 5) * 5 + bias, -infinity), in));
  TENON_AGREES(weighted(bias - in.scores() * bias, in));
  inputs::heads_first<double, 1, 2, 37, 61, 8> const wide;
  auto const doubles = tenon::random_normal<double, head<2>, seq<37>, key<61>>(23);
  TENON_AGREES(weighted(wide.scores() + doubles, wide));
}

TEST_CASE("two biases along the keys, over several blocks of them and an odd rest") {
  inputs::heads_first<float, 1, 2, 43, 203, 8> const in;
  auto const first = tenon::random_normal<float, seq<43>, key<203>>(31);
  auto const second = tenon::random_normal<float, head<2>, seq<43>, key<203>>(32);
  TENON_AGREES(weighted(in.scores() * first + second, in));
  TENON_AGREES(weighted(tenon::tanh(in.scores() / 3 + first) * 3 - second, in));
  TENON_AGREES(weighted(tenon::where(tenon::sliding_window<seq, key>(70), in.scores() + first, -infinity), in));
}

TEST_CASE("linear biases by distance, and a soft cap") {
  inputs::positions_first<float, 2, 4, 35, 35, 16> const in;
  tenon::tensor<float, head<4>> const slope{0.5f, 0.25f, 0.125f, 0.0625f};
  auto const distance = tenon::cast<float>(position<key>() - position<seq>());
  TENON_AGREES(weighted(tenon::where(tenon::causal<seq, key>(), in.scores() + slope * distance, -infinity), in));
  TENON_AGREES(weighted(tenon::where(tenon::causal<seq, key>(), tenon::tanh(in.scores() / 5) * 5, -infinity), in));
}

TEST_CASE("tensors of truths as masks") {
  inputs::heads_first<float, 2, 2, 17, 40, 8> const in;
  auto const pairs = tenon::random_uniform<bool, seq<17>, key<40>>(1, 0, 2);
  auto const keep = tenon::random_uniform<bool, batch<2>, key<40>>(2, 0, 2);
  TENON_AGREES(weighted(tenon::where(pairs, in.scores(), -infinity), in));
  TENON_AGREES(weighted(tenon::where(keep && tenon::causal<seq, key>(23), in.scores(), -infinity), in));
}
