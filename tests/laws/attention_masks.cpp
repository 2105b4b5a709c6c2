// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Masks made of positions and lengths, at run-time offsets that move the border through every tile, against the oracle.

#include "tests/support/attention_inputs.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

using namespace tenon::axes;
using tenon::position;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

template <class In, class Mask>
auto masked(In const& in, Mask const& mask) {
  return tenon::dot<key>(tenon::softmax<key>(tenon::where(mask, in.scores(), -infinity)), in.v);
}

}  // namespace

TEST_CASE("causal with an offset") {
  inputs::heads_first<float, 1, 2, 20, 45, 16> const in;
  for (int offset : {0, 1, 7, 15, 16, 25, 44, 60}) {
    INFO("offset " << offset);
    TENON_AGREES(masked(in, tenon::causal<seq, key>(offset)));
  }
}

TEST_CASE("causal with an offset that leaves the first queries nothing") {
  inputs::heads_first<float, 1, 1, 33, 40, 8> const in;
  auto const at = [&](int offset) { return tenon::evaluate(masked(in, tenon::causal<seq, key>(offset))); };
  for (int offset : {-1, -5, -16, -17, -33, -100}) {
    INFO("offset " << offset);
    TENON_AGREES(masked(in, tenon::causal<seq, key>(offset)));
    auto const y = at(offset);
    for (std::size_t t = 0; t < 33 && static_cast<int>(t) < -offset; ++t) {
      for (std::size_t d = 0; d < 8; ++d) CHECK(y(0, 0, t, d) == 0);
    }
  }
}

TEST_CASE("sliding windows") {
  inputs::positions_first<float, 1, 2, 64, 64, 8> const in;
  for (int width : {1, 2, 15, 16, 17, 33, 64, 200}) {
    INFO("width " << width);
    TENON_AGREES(masked(in, tenon::sliding_window<seq, key>(width)));
  }
}

TEST_CASE("lengths, one for all and one for each example") {
  inputs::heads_first<float, 3, 2, 17, 77, 16> const in;
  for (int length : {1, 16, 40, 76, 77}) TENON_AGREES(masked(in, tenon::key_length<key>(length)));
  tenon::tensor<int, batch<3>> lengths{5, 77, 0};
  TENON_AGREES(masked(in, tenon::key_length<key>(lengths)));
  TENON_AGREES(masked(in, tenon::key_length<key>(lengths) && tenon::causal<seq, key>(30)));
}

TEST_CASE("masks joined by and, or, not") {
  inputs::heads_first<float, 1, 2, 40, 40, 8> const in;
  auto const diagonal = position<key>() == position<seq>();
  auto const block = position<key>() / 16 == position<seq>() / 16;
  TENON_AGREES(masked(in, (position<key>() < 3 && !diagonal) || tenon::sliding_window<seq, key>(9)));
  TENON_AGREES(masked(in, block || position<key>() >= 37));
}
