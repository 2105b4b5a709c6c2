// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// One row or a few times weights in both orders, [in, out] and [out, in], with what stands around them in a model.

#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

using namespace tenon::axes;

namespace {

template <class T, class... Axes>
auto values(std::uint64_t seed) {
  return tenon::random_uniform<T, Axes...>(seed, -1, 1);
}

}  // namespace

TEMPLATE_TEST_CASE("one token through the layers of a model", "", float, double) {
  using T = TestType;
  auto const x = values<T, embed<37>>(1);
  auto const gate = values<T, hidden<53>, embed<37>>(2);
  auto const up = values<T, hidden<53>, embed<37>>(3);
  auto const down = values<T, embed<37>, hidden<53>>(4);
  auto const bias = values<T, hidden<53>>(5);
  TENON_AGREES(tenon::dot<embed>(x, up));
  TENON_AGREES(tenon::dot<embed>(up, x) + bias);
  TENON_AGREES(tenon::gelu(tenon::dot<embed>(x, up) + bias));
  TENON_AGREES(tenon::dot<hidden>(tenon::silu(tenon::dot<embed>(x, gate)) * tenon::dot<embed>(x, up), down) + x,
               4 * oracle::tolerance<T>);
  TENON_AGREES(tenon::dot<embed>(tenon::rms_norm<embed>(x, x), up), 10 * oracle::tolerance<T>);
}

TEST_CASE("a few rows, heads and columns of a larger matrix") {
  auto const x = values<float, seq<3>, embed<19>>(1);
  auto const w = values<float, head<5>, head_dim<7>, embed<19>>(2);
  auto const row = values<float, seq<1>, embed<19>>(3);
  auto const residual = values<float, head<5>, head_dim<7>, seq<3>>(4);
  TENON_AGREES(tenon::dot<embed>(x, w) + residual);
  TENON_AGREES(tenon::dot<embed>(row, w));
  TENON_AGREES(tenon::dot<embed>(tenon::slice<seq, 1, 2>(x), tenon::slice<head, 2, 3>(w)));
  TENON_AGREES(tenon::dot<embed>(tenon::slice<embed, 2, 13>(x), tenon::slice<embed, 2, 13>(w)));
  // Scores of one query of each head against keys of all.
  auto const q = values<float, head<5>, head_dim<8>>(5);
  auto const k = values<float, key<29>, head<5>, head_dim<8>>(6);
  TENON_AGREES(tenon::dot<head_dim>(q, k) * 0.5f);
}

TEST_CASE("weights beyond the second-level cache") {
  auto const x = values<float, embed<131>>(1);
  auto const in_out = values<float, embed<131>, hidden<2503>>(2);
  auto const out_in = values<float, hidden<2503>, embed<131>>(3);
  auto const bias = values<float, hidden<2503>>(4);
  TENON_AGREES(tenon::relu(tenon::dot<embed>(x, in_out) + bias));
  TENON_AGREES(tenon::relu(tenon::dot<embed>(x, out_in) + bias));
}
