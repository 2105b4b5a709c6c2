// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The comparison that tests lean on must itself be right: near and far, NaN and infinity, names in another order.

#include "tests/support/catch.hpp"

#include <tenon/tenon.hpp>

#include <limits>

using namespace tenon::axes;

TEST_CASE("near is close, far is not, large values by proportion") {
  tenon::tensor<double, seq<3>> const x{1, 1000, -1e6};
  CHECK(tenon::all_close(x, x, 0));
  CHECK(tenon::all_close(x, x + 9e-6));
  CHECK_FALSE(tenon::all_close(x, tenon::tensor<double, seq<3>>{1 + 2e-5, 1000, -1e6}));
  CHECK(tenon::all_close(x, tenon::tensor<double, seq<3>>{1, 1000.009, -1e6 - 9}));
  CHECK_FALSE(tenon::all_close(x, tenon::tensor<double, seq<3>>{1, 1000, -1e6 - 11}));
  CHECK_FALSE(tenon::all_close(x, x * 1.1, 0.05));
  CHECK(tenon::all_close(x, x * 1.1, 0.2));
}

TEST_CASE("NaN is close to nothing, an infinity only to itself") {
  float const infinity = std::numeric_limits<float>::infinity();
  tenon::tensor<float, seq<2>> const plain{1, 2};
  tenon::tensor<float, seq<2>> const strange{1, std::numeric_limits<float>::quiet_NaN()};
  CHECK_FALSE(tenon::all_close(plain, strange, 1e30));
  CHECK_FALSE(tenon::all_close(strange, plain, 1e30));
  CHECK_FALSE(tenon::all_close(strange, strange, 1e30));
  tenon::tensor<float, seq<2>> const endless{1, infinity};
  CHECK(tenon::all_close(endless, endless));
  CHECK_FALSE(tenon::all_close(endless, plain, 1e30));
  CHECK_FALSE(tenon::all_close(plain, endless, 1e30));
  CHECK_FALSE(tenon::all_close(endless, tenon::tensor<float, seq<2>>{1, -infinity}, 1e30));
}

TEST_CASE("by name in any order, with a number, of expressions, of integers") {
  auto const x = tenon::iota<float, seq<3>, embed<4>>();
  tenon::tensor<float, embed<4>, seq<3>> const turned = x;
  CHECK(tenon::all_close(x, turned, 0));
  CHECK_FALSE(tenon::all_close(x + 1, turned, 0));
  CHECK(tenon::all_close(x * 0 + 3, 3));
  CHECK_FALSE(tenon::all_close(x, 3));
  CHECK(tenon::all_close(tenon::iota<int, seq<3>>(), tenon::iota<int, seq<3>>(), 0));
  CHECK_FALSE(tenon::all_close(tenon::iota<int, seq<3>>(), tenon::iota<int, seq<3>>(1), 0));
}
