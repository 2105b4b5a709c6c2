// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Attention where it could go wrong: rows that see nothing, garbage behind masks, huge scores, infinite biases.

#include "tests/support/attention_inputs.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

using namespace tenon::axes;
using tenon::position;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

template <class S, class In>
auto weighted(S const& scores, In const& in) {
  return tenon::dot<key>(tenon::softmax<key>(scores), in.v);
}
template <class T>
bool all_finite(T const& x) {
  bool finite = true;
  for (auto v : x) finite = finite && std::isfinite(v);
  return finite;
}

}  // namespace

TEST_CASE("queries that see nothing give zeros") {
  inputs::heads_first<float, 1, 2, 20, 33, 16> const in;
  auto visible = tenon::full<bool, seq<20>, key<33>>(true);
  for (std::size_t t : {std::size_t{0}, std::size_t{7}, std::size_t{19}}) {
    for (std::size_t k = 0; k < 33; ++k) visible(t, k) = false;
  }
  auto const e = weighted(tenon::where(visible, in.scores(), -infinity), in);
  TENON_AGREES(e);
  auto const y = tenon::evaluate(e);
  for (std::size_t h = 0; h < 2; ++h) {
    for (std::size_t d = 0; d < 16; ++d) CHECK((y(0, h, 7, d) == 0 && y(0, h, 0, d) == 0 && y(0, h, 19, d) == 0));
  }
}

TEST_CASE("nobody sees anything") {
  inputs::heads_first<float, 1, 1, 9, 70, 8> const in;
  TENON_AGREES(weighted(tenon::where(tenon::key_length<key>(0), in.scores(), -infinity), in));
  auto const y = tenon::evaluate(weighted(tenon::where(tenon::key_length<key>(0), in.scores(), -infinity), in));
  for (float x : y) CHECK(x == 0);
}

// A key and a value that are masked for every query are never read: what is there, NaN above all, must not show.
TEST_CASE("garbage behind masks is not read") {
  inputs::heads_first<float, 2, 2, 20, 80, 16> in;
  tenon::tensor<int, batch<2>> const lengths{37, 64};
  for (std::size_t b = 0; b < 2; ++b) {
    for (std::size_t k = static_cast<std::size_t>(lengths(b)); k < 80; ++k) {
      for (std::size_t h = 0; h < 2; ++h) {
        for (std::size_t d = 0; d < 16; ++d)
          in.k(b, h, k, d) = in.v(b, h, k, d) = (k % 2 != 0 ? not_a_number : infinity);
      }
    }
  }
  auto const e = weighted(tenon::where(tenon::key_length<key>(lengths), in.scores(), -infinity), in);
  auto const y = tenon::evaluate(e);
  CHECK(all_finite(y));
  auto clean = in;
  for (float& x : clean.k) x = std::isfinite(x) ? x : 0;
  for (float& x : clean.v) x = std::isfinite(x) ? x : 0;
  auto const expected =
      oracle::value_of(weighted(tenon::where(tenon::key_length<key>(lengths), clean.scores(), -infinity), clean));
  CHECK(oracle::difference(y, expected) < 1e-5);
}

TEST_CASE("the future may be garbage, where no query looks") {
  inputs::positions_first<float, 1, 2, 16, 100, 8> in;
  for (std::size_t k = 51; k < 100; ++k) {
    for (std::size_t h = 0; h < 2; ++h) {
      for (std::size_t d = 0; d < 8; ++d) in.k(0, k, h, d) = in.v(0, k, h, d) = not_a_number;
    }
  }
  // The last query, 15, sees keys up to 50.
  CHECK(all_finite(tenon::evaluate(weighted(tenon::where(tenon::causal<seq, key>(35), in.scores(), -infinity), in))));
}

TEST_CASE("huge scores do not overflow") {
  inputs::heads_first<float, 1, 2, 17, 40, 8> in;
  for (float& x : in.q) x *= 1000;
  for (float& x : in.k) x *= 1000;
  TENON_AGREES(weighted(in.scores(), in), 1e-3);
  for (float& x : in.q) x *= 1e13f;
  CHECK(all_finite(tenon::evaluate(weighted(in.scores() * 1e-3f, in))));
  CHECK(all_finite(tenon::evaluate<tenon::unfused>(weighted(in.scores() * 1e-3f, in))));
}

TEST_CASE("scores far apart, one key wins") {
  inputs::heads_first<float, 1, 1, 16, 64, 8> in;
  for (float& x : in.q) x = 1;
  for (std::size_t k = 0; k < 64; ++k) {
    for (std::size_t d = 0; d < 8; ++d) in.k(0, 0, k, d) = static_cast<float>(k) * (k % 2 != 0 ? 50.0f : -50.0f);
  }
  TENON_AGREES(weighted(in.scores(), in));
}

TEST_CASE("a bias of minus infinity is a mask") {
  inputs::heads_first<float, 1, 2, 19, 33, 8> const in;
  auto bias = tenon::zeros<float, seq<19>, key<33>>();
  for (std::size_t t = 0; t < 19; ++t) {
    for (std::size_t k = 0; k < 33; ++k) {
      if (t == 4 || (t * 7 + k * 3) % 5 == 0) bias(t, k) = -infinity;
    }
  }
  TENON_AGREES(weighted(in.scores() + bias, in));
}
