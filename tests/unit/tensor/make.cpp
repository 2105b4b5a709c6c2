// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// New tensors with given contents, and seeded random ones: the same seed gives the same values, spread as promised.

#include "tests/support/catch.hpp"

#include <tenon/tenon.hpp>

#include <algorithm>
#include <cmath>

using namespace tenon::axes;

namespace {

template <class X>
double average(X const& x) {
  double sum = 0;
  for (auto v : x) sum += static_cast<double>(v);
  return sum / static_cast<double>(x.size());
}
template <class X>
double deviation(X const& x) {
  double const mean = average(x);
  double sum = 0;
  for (auto v : x) sum += (static_cast<double>(v) - mean) * (static_cast<double>(v) - mean);
  return std::sqrt(sum / static_cast<double>(x.size()));
}

}  // namespace

TEST_CASE("zeros, full, iota") {
  CHECK(tenon::zeros<float, seq<3>>()(2) == 0);
  CHECK(tenon::full<double, seq<3>, embed<200>>(0.25)(2, 199) == 0.25);
  CHECK(tenon::full<int, seq<3>>(2)(1) == 2);
  auto const count = tenon::iota<float, seq<2>, embed<3>>();
  CHECK((count(0, 2) == 2 && count(1, 0) == 3));
  auto const down = tenon::iota<int, seq<4>>(10, -3);
  CHECK((down(0) == 10 && down(3) == 1));
  using positional = tenon::ndtensor<float, 2, 2>;
  CHECK(tenon::iota<positional>(0.5)(1, 1) == 3.5f);
  CHECK(tenon::zeros<positional>()(0, 0) == 0);
}

TEST_CASE("the same seed gives the same values, another seed others") {
  auto const a = tenon::random_normal<float, seq<50>, embed<20>>(42);
  CHECK(std::ranges::equal(a, tenon::random_normal<float, seq<50>, embed<20>>(42)));
  CHECK_FALSE(std::ranges::equal(a, tenon::random_normal<float, seq<50>, embed<20>>(43)));
  CHECK(std::ranges::equal(tenon::random_uniform<double, seq<50>>(1), tenon::random_uniform<double, seq<50>>(1)));
  // The numbers themselves, so that a seed written down today means the same tomorrow.
  auto const fixed = tenon::random_uniform<double, seq<3>>(1);
  CHECK(fixed(0) == Approx(0.5665615751722809).epsilon(1e-14));  // splitmix64 from 1: 0x910a2dec89025cc1
}

TEST_CASE("values are spread as promised") {
  auto const normal = tenon::random_normal<double, seq<100>, embed<500>>(7, 3, 2);
  CHECK(average(normal) == Approx(3).margin(0.05));
  CHECK(deviation(normal) == Approx(2).margin(0.05));
  std::size_t within_one = 0;
  for (double x : normal) within_one += std::fabs(x - 3) < 2 ? 1 : 0;
  CHECK(static_cast<double>(within_one) / 50000 == Approx(0.6827).margin(0.01));

  auto const uniform = tenon::random_uniform<float, seq<100>, embed<500>>(8, -2, 6);
  CHECK(average(uniform) == Approx(2).margin(0.05));
  CHECK(deviation(uniform) == Approx(8 / std::sqrt(12.0)).margin(0.05));
  CHECK(*std::ranges::min_element(uniform) >= -2);
  CHECK(*std::ranges::max_element(uniform) < 6);

  auto const whole = tenon::random_uniform<int, seq<9000>>(9, -1, 2);  // −1, 0 or 1, equally often
  for (int n : {-1, 0, 1}) CHECK(static_cast<double>(std::ranges::count(whole, n)) == Approx(3000).margin(200));

  auto const kernel = tenon::glorot_uniform<float, embed<64>, head<8>, head_dim<16>>(10);
  double const limit = std::sqrt(6.0 / (64 + 128));
  CHECK(static_cast<double>(*std::ranges::max_element(kernel)) <= limit);
  CHECK(static_cast<double>(*std::ranges::max_element(kernel)) > 0.95 * limit);
  CHECK(average(kernel) == Approx(0).margin(0.01));
}
