// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// sum, mean, max, min, argmax and logsumexp over the last, the first and several axes, against the oracle.

#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

using namespace tenon::axes;

namespace {

template <class T, class... Axes>
auto values(std::uint64_t seed) {
  return tenon::random_uniform<T, Axes...>(seed, -3, 3);
}

template <class T, std::size_t N>
void every_reduction() {
  INFO("length " << N);
  auto const x = values<T, seq<3>, embed<N>>(N);
  TENON_AGREES(tenon::sum<embed>(x) + tenon::max<embed>(x) * T(2) + tenon::min<embed>(x));
  TENON_AGREES(tenon::mean<embed>(x * x) - tenon::logsumexp<embed>(x));
  TENON_AGREES(tenon::argmax<embed>(x));
}

}  // namespace

TEST_CASE("reductions over the last axis, float") {
  every_reduction<float, 1>();
  every_reduction<float, 7>();
  every_reduction<float, 17>();
  every_reduction<float, 100>();
}
TEST_CASE("reductions over the last axis, double") {
  every_reduction<double, 13>();
}

TEST_CASE("reductions over other axes") {
  auto const x = values<float, batch<3>, seq<5>, embed<20>>(1);
  TENON_AGREES(tenon::sum<seq>(x));
  TENON_AGREES(tenon::max<batch>(x) - tenon::min<batch>(x));
  TENON_AGREES(tenon::mean<batch, embed>(x));
  TENON_AGREES(tenon::logsumexp<seq, batch>(x));
  TENON_AGREES(tenon::argmax<seq>(x));
  TENON_AGREES(tenon::argmax<batch>(-x));
}

TEST_CASE("reductions to one number") {
  auto const x = values<double, seq<7>, embed<33>>(2);
  auto const whole = oracle::value_of(x);
  CHECK(static_cast<double>(tenon::sum(x)) == Approx(oracle::reduce<tenon::op::sum>(whole.values)));
  CHECK(static_cast<double>(tenon::max(x)) == oracle::reduce<tenon::op::max>(whole.values));
  CHECK(static_cast<double>(tenon::mean(tenon::square(x))) ==
        Approx(oracle::value_of(tenon::mean(tenon::square(x))).values[0]));
}

TEST_CASE("integers are summed exactly, and argmax takes the first of equals") {
  auto const i = tenon::random_uniform<int, seq<9>, embed<50>>(3, -100, 100);
  TENON_AGREES(tenon::sum<embed>(i));
  TENON_AGREES(tenon::max<seq>(i));
  auto const few = tenon::random_uniform<float, seq<9>, embed<50>>(4, 0, 3);
  TENON_AGREES(tenon::argmax<embed>(tenon::cast<int>(few)));
}

TEST_CASE("positional reductions") {
  auto const x = values<float, tenon::dim<4>, tenon::dim<6>, tenon::dim<18>>(5);
  TENON_AGREES(tenon::sum<1>(x));
  TENON_AGREES(tenon::mean<-1, 0>(x));
  TENON_AGREES(tenon::min<0>(tenon::transpose(x)));
}
