// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Plain and causal attention over lengths around the vector width and the tiles, against the oracle: float.

#include "tests/support/attention_inputs.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

using namespace tenon::axes;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

template <std::size_t T, std::size_t D>
void plain() {
  INFO("positions " << T << ", features " << D);
  inputs::heads_first<float, 2, 2, T, T, D> const in;
  TENON_AGREES(tenon::dot<key>(tenon::softmax<key>(in.scores()), in.v));
}
template <std::size_t T, std::size_t D>
void causal() {
  INFO("positions " << T << ", features " << D << ", causal");
  inputs::positions_first<float, 1, 2, T, T, D> const in;
  TENON_AGREES(
      tenon::dot<key>(tenon::softmax<key>(tenon::where(tenon::causal<seq, key>(), in.scores(), -infinity)), in.v));
}

}  // namespace

TEST_CASE("attention over many lengths") {
  plain<1, 5>();
  plain<7, 16>();
  plain<16, 1>();
  plain<33, 20>();
  plain<100, 64>();
}
TEST_CASE("causal attention over many lengths") {
  causal<2, 3>();
  causal<17, 7>();
  causal<77, 33>();
}
