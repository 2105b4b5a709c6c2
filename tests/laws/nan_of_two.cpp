// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// maximum, minimum and clamp where an operand is NaN: the first operand, as std::max, std::min and std::clamp, in whole
// vectors, tails and single numbers alike.

#include <cmath>
#include <limits>

#include <tenon/eval.hpp>
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/make.hpp>

#include "tests/support/catch.hpp"

using namespace tenon;
using namespace tenon::axes;

namespace {

template <class T, std::size_t N>
void check() {
  using row = tensor<T, seq<N>>;
  row const nans = full<row>(std::numeric_limits<T>::quiet_NaN());
  row const ones = full<row>(T(1));
  tensor const larger = maximum(nans, ones);
  tensor const smaller = minimum(nans, ones);
  tensor const second = maximum(ones, nans);
  tensor const bounded = clamp(nans, T(0), T(1));
  for (std::size_t i = 0; i < N; ++i) {
    CHECK(std::isnan(larger(i)));
    CHECK(std::isnan(smaller(i)));
    CHECK(second(i) == T(1));
    CHECK(std::isnan(bounded(i)));
  }
}

}  // namespace

TEST_CASE("maximum, minimum and clamp keep a NaN that comes first") {
  check<float, 1>();
  check<float, 19>();
  check<double, 1>();
  check<double, 19>();
}
