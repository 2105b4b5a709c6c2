// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Where a plan goes in panels along an axis whose length is known only at run time, the panels end at the length.

#include "tests/support/catch.hpp"

#include <tenon/tenon.hpp>

#include <cmath>
#include <limits>
#include <string>

using namespace tenon::axes;

TEST_CASE("panels end at a length that is known only at run time") {
  constexpr std::size_t capacity = 2500, width = 48;
  auto const up = tenon::random_normal<float, embed<width>, hidden<600>>(1);
  auto const g = tenon::random_normal<float, embed<width>>(2);
  auto const layer = [&](auto const& x) {
    return x + tenon::dot<hidden>(tenon::relu(tenon::dot<embed>(tenon::layer_norm<embed>(x, g, g), up)), up) * 0.001f;
  };
  auto const all = tenon::random_normal<float, seq<capacity>, embed<width>>(3);
  tenon::tensor const expected = layer(all);
  tenon::tensor<float, tenon::upto<seq<capacity>>, embed<width>> x;
  auto const e = layer(x);
  std::string const plan = tenon::describe(e);
  INFO(plan);
  CHECK(plan.find("in panels of") != std::string::npos);
  static tenon::workspace_for<decltype(e)> memory;
  for (std::size_t const n : {1U, 700U, 625U, 626U, 2500U}) {
    INFO("length " << n);
    for (std::size_t s = 0; s < capacity; ++s)
      for (std::size_t i = 0; i < width; ++i)
        x.data()[s * width + i] = s < n ? all(s, i) : std::numeric_limits<float>::quiet_NaN();
    x.resize<seq>(n);
    auto out = tenon::full<decltype(x)>(77.0f);
    tenon::evaluate_into(out, e, memory);
    REQUIRE(out.length<seq>() == n);
    double worst = 0;
    for (std::size_t s = 0; s < n; ++s)
      for (std::size_t i = 0; i < width; ++i) {
        double const d = std::abs(static_cast<double>(out(s, i)) - static_cast<double>(expected(s, i)));
        if (!(d <= worst)) worst = d;
      }
    CHECK(worst < 1e-3);
    // Nothing is written in rows that no tile of the length touches.
    CHECK((n > capacity - 64 || out.data()[(n + 63) * width] == 77.0f));
  }
}
