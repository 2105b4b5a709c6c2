// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Where results go: tensors with their axes in another order, views, strided views, and what lies between their
// elements.

#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

using namespace tenon::axes;

namespace {

template <class T, class... Axes>
auto values(std::uint64_t seed) {
  return tenon::random_uniform<T, Axes...>(seed, -2, 2);
}

/// Assigns to a tensor with these axes and compares by name.
template <class T, class... Axes, class E>
double into(E const& e) {
  tenon::tensor<T, Axes...> const constructed = e;
  tenon::tensor<T, Axes...> assigned = tenon::full<T, Axes...>(77);
  assigned = e;
  auto const expected = oracle::value_of(e);
  double const a = oracle::difference(constructed, expected);
  double const b = oracle::difference(assigned, expected);
  return a > b ? a : b;
}

}  // namespace

TEST_CASE("assignment permutes by name") {
  auto const x = values<float, batch<2>, seq<7>, embed<20>>(1);
  auto const w = values<float, embed<20>, hidden<17>>(2);
  CHECK(into<float, embed<20>, batch<2>, seq<7>>(x) == 0);
  CHECK(into<float, embed<20>, seq<7>, batch<2>>(tenon::exp(x) + 1) < 1e-5);
  CHECK(into<float, hidden<17>, seq<7>, batch<2>>(tenon::dot<embed>(x, w)) < 1e-5);
  CHECK(into<float, seq<7>, batch<2>, hidden<17>>(tenon::relu(tenon::dot<embed>(x, w) * 2)) < 1e-5);
  CHECK(into<float, embed<20>, batch<2>, seq<7>>(tenon::softmax<embed>(x)) < 1e-5);
  CHECK(into<float, embed<20>, batch<2>>(tenon::sum<seq>(x)) < 1e-5);
  CHECK(into<float, embed<20>, seq<14>, batch<2>>(tenon::concat<seq>(x, x * 2)) < 1e-5);
}

TEST_CASE("assignment to strided views leaves what is between alone") {
  auto const x = values<float, seq<5>, embed<12>>(1);
  auto const w = values<float, embed<12>, hidden<7>>(2);
  auto const bias = values<float, hidden<7>>(3);
  auto const check = [](auto const& e) {
    std::vector<float> memory(400, 77.0f);
    tenon::strided_view<float, tenon::strides<40, 3>, seq<5>, hidden<7>> out(memory.data() + 2);
    out = e;
    auto const expected = oracle::value_of(e);
    std::size_t touched = 0;
    double worst = 0;
    for (std::size_t i = 0; i < 5; ++i) {
      for (std::size_t j = 0; j < 7; ++j) {
        double const d = std::abs(static_cast<double>(out(i, j)) - expected.values[i * 7 + j]);
        if (!(d <= worst)) worst = d;
      }
    }
    for (float m : memory) touched += m == 77.0f ? 0 : 1;
    CHECK(worst < 1e-5);
    CHECK(touched == 35);
  };
  check(tenon::dot<embed>(x, w) + bias);
  check(tenon::softmax<hidden>(tenon::dot<embed>(x, w)));
  check(tenon::rename<embed, hidden>(tenon::slice<embed, 2, 7>(tenon::exp(x))) * 1.5f);
  check(tenon::broadcast<seq<5>>(bias));
}

TEST_CASE("assignment to columns, through a view, and of a view to a view") {
  auto const x = values<double, seq<6>, embed<5>>(1);
  std::vector<double> memory(30, 0);
  tenon::strided_view<double, tenon::strides<1, 6>, seq<6>, embed<5>> columns(memory.data());
  columns = x * 2.0;
  for (std::size_t i = 0; i < 6; ++i) {
    for (std::size_t j = 0; j < 5; ++j) CHECK(memory[i + 6 * j] == 2 * x(i, j));
  }
  std::vector<double> more(30, 0);
  tenon::view<double, seq<6>, embed<5>> rows(std::span<double>(more.data(), more.size()));
  rows = columns;
  CHECK(oracle::difference(tenon::tensor(rows), oracle::value_of(columns)) == 0);
  rows = rows + x;
  CHECK(oracle::difference(tenon::tensor(rows), oracle::value_of(x * 3.0)) < 1e-12);
}
