// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Functions of the user that are generic: called with many elements at once, they give what they give for one.

#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

using namespace tenon::axes;

namespace {

template <class T>
void generic_functions() {
  auto const x = tenon::random_uniform<T, seq<3>, embed<19>>(1, -3, 3);
  auto const y = tenon::random_uniform<T, seq<3>, embed<19>>(2, -3, 3);
  TENON_AGREES(tenon::map([](auto a) { return a * 2 + 1 - 3 / (a * a + 1.0f); }, x));
  TENON_AGREES(tenon::map(
      [](auto a) {
        using std::tanh;
        return 2 * tanh(a / 2);
      },
      x));
  TENON_AGREES(tenon::map(
      [](auto a, auto b) {
        using std::exp;
        using std::fabs;
        using std::fmax;
        a *= 2;
        a -= b;
        return exp(-fabs(a)) + fmax(a, b);
      },
      x, y));
  TENON_AGREES(tenon::map([](auto a, auto b) { return (a > b || a == -b) && !(a != a); }, x, y));
}

}  // namespace

TEST_CASE("generic functions of floats") {
  generic_functions<float>();
}
TEST_CASE("generic functions of doubles") {
  generic_functions<double>();
}

TEST_CASE("a generic function of integers divides as integers, also beside doubles") {
  tenon::tensor<int, seq<21>> const n = tenon::iota<int, seq<21>>(-10);
  tenon::tensor<double, seq<21>> const x = tenon::full<double, seq<21>>(0.5);
  tenon::tensor const halves = tenon::cast<double>(tenon::map([](auto i) { return i / 2; }, n)) + x;
  for (int i = 0; i < 21; ++i) CHECK(halves(i) == n(i) / 2 + 0.5);
}

// On AVX-512 a comparison of xsimd's would convert to "any", and `x > 0 ? a : b` would choose one of them for all
// elements. These do not convert (compile_fail/map/branch.cpp).
static_assert(std::is_same_v<decltype(tenon::kernel::many<double>(1) > 0), tenon::kernel::many_truths<double>>);
static_assert(std::is_same_v<decltype(tenon::kernel::many<double>(1) > 0 || tenon::kernel::many<double>(2) == 2),
                             tenon::kernel::many_truths<double>>);
static_assert(std::is_same_v<decltype(!(tenon::kernel::many<float>(1) > 0)), tenon::kernel::many_truths<float>>);
