// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// dot against the oracle: shapes around the vector width and the register tile, operands in every order of axes,
// several summed and batch axes, elementwise operations before and after.

#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

using namespace tenon::axes;

namespace {

template <class T, class... Axes>
auto values(std::uint64_t seed) {
  return tenon::random_uniform<T, Axes...>(seed, -1, 1);
}

template <class T, std::size_t M, std::size_t N, std::size_t K>
void plain() {
  INFO(M << " x " << N << " x " << K);
  auto const a = values<T, seq<M>, embed<K>>(1);
  auto const b = values<T, embed<K>, hidden<N>>(2);
  TENON_AGREES(tenon::dot<embed>(a, b));
}

}  // namespace

TEST_CASE("dot over many lengths, float") {
  plain<float, 1, 1, 1>();
  plain<float, 1, 64, 7>();
  plain<float, 2, 15, 33>();
  plain<float, 3, 16, 1>();
  plain<float, 7, 17, 5>();
  plain<float, 13, 100, 64>();
  plain<float, 20, 3, 100>();
  plain<float, 64, 1, 20>();
}
TEST_CASE("dot over many lengths, double") {
  plain<double, 1, 7, 13>();
  plain<double, 5, 8, 3>();
  plain<double, 20, 9, 64>();
  plain<double, 100, 33, 17>();
}

TEST_CASE("dot over a length that is cut into blocks") {
  plain<float, 5, 70, 1500>();
}

TEST_CASE("dot with operands in any order of axes") {
  auto const a = values<float, embed<13>, batch<3>, seq<5>>(1);
  auto const b = values<float, hidden<20>, batch<3>, embed<13>>(2);
  auto const w = values<float, hidden<20>, embed<13>>(3);
  TENON_AGREES(tenon::dot<embed>(a, b));
  TENON_AGREES(tenon::dot<embed>(a, w));
  TENON_AGREES(tenon::dot<embed>(w, a));
  TENON_AGREES(tenon::dot<batch>(a, tenon::rename<embed, key>(b)));
}

TEST_CASE("dot over several axes, and over all") {
  auto const a = values<float, batch<3>, head<4>, seq<5>, head_dim<6>>(1);
  auto const w = values<float, head<4>, head_dim<6>, embed<17>>(2);
  auto const c = values<float, head_dim<6>, batch<3>, seq<5>>(3);
  auto const u = values<double, embed<37>>(4);
  auto const v = values<double, embed<37>>(5);
  TENON_AGREES(tenon::dot<head, head_dim>(a, w));
  TENON_AGREES(tenon::dot<head_dim, head>(w, a));
  TENON_AGREES(tenon::dot<batch, seq>(a, tenon::rename<head_dim, key>(c)));
  TENON_AGREES(tenon::dot<embed>(u, v));
  CHECK(static_cast<double>(tenon::dot<embed>(u, v)) == Approx(oracle::value_of(tenon::dot<embed>(u, v)).values[0]));
}
