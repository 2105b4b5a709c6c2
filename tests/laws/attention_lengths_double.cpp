// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Plain and causal attention over lengths around the vector width and the tiles, against the oracle: double.

#include "tests/support/attention_inputs.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

using namespace tenon::axes;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

template <std::size_t T, std::size_t D>
void plain() {
  INFO("positions " << T << ", features " << D);
  inputs::heads_first<double, 2, 2, T, T, D> const in;
  TENON_AGREES(tenon::dot<key>(tenon::softmax<key>(in.scores()), in.v));
}
template <std::size_t T, std::size_t D>
void causal() {
  INFO("positions " << T << ", features " << D << ", causal");
  inputs::positions_first<double, 1, 2, T, T, D> const in;
  TENON_AGREES(
      tenon::dot<key>(tenon::softmax<key>(tenon::where(tenon::causal<seq, key>(), in.scores(), -infinity)), in.v));
}

}  // namespace

TEST_CASE("attention in double over many lengths") {
  plain<1, 1>();
  plain<9, 8>();
  plain<15, 2>();
  plain<20, 17>();
  plain<64, 64>();
}
TEST_CASE("causal attention in double over many lengths") {
  causal<7, 5>();
  causal<33, 16>();
  causal<100, 20>();
}
