// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Every elementwise function against the oracle, in both value types, over lengths around the vector width.

#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

using namespace tenon::axes;

namespace {

/// Values in a range where every function below is tame, both signs.
template <class T, class... Axes>
auto values(std::uint64_t seed) {
  return tenon::random_uniform<T, Axes...>(seed, -2.5, 2.5);
}

template <class T, std::size_t N>
void every_function() {
  INFO("length " << N);
  auto const x = values<T, seq<3>, embed<N>>(1);
  auto const y = values<T, seq<3>, embed<N>>(2);
  auto const positive = tenon::random_uniform<T, seq<3>, embed<N>>(3, 0.1, 4);
  // Many at once, so that the file stays quick to compile; a wrong one shows by its size.
  TENON_AGREES(tenon::exp(x) + tenon::tanh(y) * tenon::sigmoid(x) - tenon::erf(y));
  TENON_AGREES(tenon::log(positive) / tenon::sqrt(positive) + tenon::rsqrt(positive) * tenon::abs(x));
  TENON_AGREES(tenon::relu(x) + tenon::silu(y) * T(2) + tenon::gelu(x) - tenon::gelu_tanh(y));
  TENON_AGREES(tenon::square(x) + tenon::pow(positive, y) * T(0.25), 4 * oracle::tolerance<T>);
  TENON_AGREES(tenon::clamp(tenon::maximum(x, y) - tenon::minimum(x, T(0.5)), T(-1), y + T(3)));
  TENON_AGREES(-x * (y + T(1)) - T(2) / (positive + T(1)));
}

}  // namespace

TEST_CASE("elementwise functions, float") {
  every_function<float, 1>();
  every_function<float, 16>();
  every_function<float, 33>();
}
TEST_CASE("elementwise functions, double") {
  every_function<double, 9>();
}
