// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Integers as ids and as what argmax gives, comparisons as masks, truths that are counted, positions as numbers.

#include "tests/support/catch.hpp"

#include <tenon/tenon.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <vector>

using namespace tenon::axes;

TEST_CASE("argmax gives ids, the first of equals, and take follows them") {
  tenon::tensor<float, batch<3>, vocab<5>> const logits{{1, 5, 2, 5, 0}, {-3, -2, -1, -1, -9}, {7, 7, 7, 7, 7}};
  tenon::tensor best = tenon::argmax<vocab>(logits);
  static_assert(std::is_same_v<decltype(best), tenon::tensor<int, batch<3>>>);
  CHECK(std::ranges::equal(best, std::vector<int>{1, 2, 0}));
  auto const table = tenon::iota<double, vocab<5>, embed<2>>();
  tenon::tensor const rows = tenon::take<vocab>(table, best);
  CHECK(std::ranges::equal(rows, std::vector<double>{2, 3, 4, 5, 0, 1}));
  // As one expression, and along an axis that is not the last.
  tenon::tensor const fused = tenon::take<vocab>(table, tenon::argmax<vocab>(logits));
  CHECK(std::ranges::equal(fused, rows));
  tenon::tensor const over_batch = tenon::argmax<batch>(logits);
  CHECK(std::ranges::equal(over_batch, std::vector<int>{2, 2, 2, 2, 2}));
  tenon::tensor const positional = tenon::argmax<-1>(tenon::drop_names(logits));
  CHECK(positional(1) == 2);
}

TEST_CASE("argmax of long rows, in every value type") {
  auto const check = [](auto zero) {
    using T = decltype(zero);
    tenon::tensor<T, seq<4>, embed<101>> x;
    std::size_t const places[] = {0, 50, 99, 100};
    for (std::size_t i = 0; i < 4; ++i) x(i, places[i]) = T(3), x(i, 100) = std::max(x(i, 100), T(2));
    tenon::tensor const found = tenon::argmax<embed>(x);
    for (std::size_t i = 0; i < 4; ++i) CHECK(found(i) == static_cast<int>(places[i]));
  };
  check(0.0f);
  check(0.0);
  check(0);
  check(std::int64_t{0});
}

TEST_CASE("comparisons give truths, which choose") {
  tenon::tensor<float, seq<4>> const x{-1, 0, 2, 3};
  tenon::tensor<float, seq<4>> const y{-1, 1, 1, 3};
  tenon::tensor<bool, seq<4>> const less = x < y;
  CHECK(std::ranges::equal(less, std::vector<bool>{false, true, false, false}));
  auto const truths = [](auto const& e) {
    std::vector<bool> result;
    for (bool b : tenon::evaluate(e)) result.push_back(b);
    return result;
  };
  CHECK(truths(x <= y) == std::vector<bool>{true, true, false, true});
  CHECK(truths(x > 0) == std::vector<bool>{false, false, true, true});
  CHECK(truths(2 >= x) == std::vector<bool>{true, true, true, false});
  CHECK(truths(x == y) == std::vector<bool>{true, false, false, true});
  CHECK(truths(x != y) == std::vector<bool>{false, true, true, false});
  CHECK(truths(less || (x > 0 && !(x == y))) == std::vector<bool>{false, true, true, false});
  tenon::tensor const chosen = tenon::where(less, x * 10, y);
  CHECK(std::ranges::equal(chosen, std::vector<float>{-1, 0, 1, 3}));
  tenon::tensor const stored_mask = tenon::where(tenon::tensor(x == 0), 1.0f, x);
  CHECK(stored_mask(1) == 1);
  int const count = tenon::sum(tenon::cast<int>(x > 0));
  CHECK(count == 2);
}

TEST_CASE("NaN is unequal, and neither less nor more") {
  float const nan_value = std::numeric_limits<float>::quiet_NaN();
  tenon::tensor<float, seq<17>> x = tenon::full<float, seq<17>>(nan_value);
  x(3) = 1;
  int const equal = tenon::sum(tenon::cast<int>(x == x));
  int const unequal = tenon::sum(tenon::cast<int>(x != x));
  int const ordered = tenon::sum(tenon::cast<int>(x < 2 || x >= 2));
  CHECK((equal == 1 && unequal == 16 && ordered == 1));
}

TEST_CASE("arithmetic of integers is theirs") {
  tenon::tensor<int, seq<5>> const n{7, -7, 2147483647, 0, 1};
  tenon::tensor const halves = n / 2;
  CHECK(std::ranges::equal(halves, std::vector<int>{3, -3, 1073741823, 0, 0}));
  tenon::tensor<std::int64_t, seq<2>> const large{std::int64_t{1} << 40, std::int64_t{-3}};
  tenon::tensor const sums = large * 4 + 1;
  CHECK((sums(0) == (std::int64_t{1} << 42) + 1 && sums(1) == -11));
  tenon::tensor<std::uint8_t, seq<3>> const bytes{std::uint8_t{200}, std::uint8_t{3}, std::uint8_t{0}};
  int const total = tenon::sum(tenon::cast<int>(bytes));
  CHECK(total == 203);
  tenon::tensor<int, seq<20>> const exact = tenon::full<int, seq<20>>(16777217);  // not a float
  CHECK(tenon::evaluate(exact + 0)(19) == 16777217);
  int const sum = tenon::sum(exact);
  CHECK(sum == 335544340);
  CHECK(tenon::evaluate(tenon::cast<float>(n))(0) == 7);
  CHECK(tenon::evaluate(tenon::cast<int>(tenon::tensor<float, seq<2>>{-2.9f, 2.9f}))(0) == -2);
}

TEST_CASE("positions are integers with a sign") {
  auto const x = tenon::zeros<float, seq<4>, key<6>>();
  tenon::tensor const distance = tenon::broadcast<seq<4>, key<6>>(tenon::position<key>() - tenon::position<seq>());
  static_assert(std::is_same_v<decltype(distance)::value_type, int>);
  CHECK((distance(3, 0) == -3 && distance(0, 5) == 5));
  tenon::tensor const slope = x + tenon::cast<float>(tenon::position<key>() - tenon::position<seq>()) * 0.5f;
  CHECK(slope(3, 1) == -1);
  tenon::tensor const upper = tenon::where(tenon::causal<seq, key>(), x + 1, 0);
  float const visible = tenon::sum(upper);
  CHECK(visible == 1 + 2 + 3 + 4);
  tenon::tensor const positional =
      tenon::drop_names(x) + tenon::cast<float>(tenon::position<-1>() * 10 + tenon::position<0>());
  CHECK(positional(2, 5) == 52);
}
