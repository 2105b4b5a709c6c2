// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// softmax, log_softmax, layer_norm and rms_norm along the last and other axes, against the oracle.

#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

using namespace tenon::axes;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

template <class T, class... Axes>
auto values(std::uint64_t seed) {
  return tenon::random_uniform<T, Axes...>(seed, -4, 4);
}

template <class T, std::size_t N>
void every_row_operation() {
  INFO("length " << N);
  auto const x = values<T, seq<3>, embed<N>>(N);
  auto const gain = values<T, embed<N>>(1);
  TENON_AGREES(tenon::softmax<embed>(x * T(3)));
  TENON_AGREES(tenon::log_softmax<embed>(x) + gain);
  TENON_AGREES(tenon::layer_norm<embed>(x, gain, gain), 20 * oracle::tolerance<T>);
  TENON_AGREES(tenon::rms_norm<embed>(x, gain) + x, 20 * oracle::tolerance<T>);
}

}  // namespace

TEST_CASE("rows, float") {
  every_row_operation<float, 1>();
  every_row_operation<float, 15>();
  every_row_operation<float, 33>();
}
TEST_CASE("rows, double") {
  every_row_operation<double, 20>();
}

TEST_CASE("rows along an axis that is not the last") {
  auto const x = values<float, batch<2>, seq<7>, embed<13>>(2);
  auto const gain = values<float, seq<7>>(3);
  TENON_AGREES(tenon::softmax<seq>(x));
  TENON_AGREES(tenon::softmax<batch>(x + tenon::zeros<float, seq<7>>()));
  TENON_AGREES(tenon::layer_norm<seq>(x, gain, 0.5f, 1e-3), 1e-4);
  TENON_AGREES(tenon::softmax<1>(tenon::drop_names(x)));
  TENON_AGREES(tenon::rms_norm<-1>(tenon::drop_names(x), 2.0f, 0.25), 1e-4);
}

TEST_CASE("rows with huge and infinite values") {
  auto x = values<float, seq<4>, embed<21>>(4);
  for (std::size_t j = 0; j < 21; ++j) {
    x(0, j) *= 1e37f;
    x(1, j) -= 1e30f;
    x(2, j) = -infinity;
    if (j % 3 != 0) x(3, j) = -infinity;
  }
  TENON_AGREES(tenon::softmax<embed>(x));
  TENON_AGREES(tenon::log_softmax<embed>(x));
  TENON_AGREES(tenon::softmax<embed>(tenon::cast<double>(x) * 1e250));
  auto const weights = tenon::evaluate(tenon::softmax<embed>(x));
  for (std::size_t j = 0; j < 21; ++j) CHECK(weights(2, j) == 0);
  auto const halved = tenon::evaluate(tenon::logsumexp<embed>(x * 0.5f));
  CHECK(halved(2) == -infinity);
  CHECK(std::isfinite(halved(0)));
  x(0, 3) = std::numeric_limits<float>::quiet_NaN();
  x(1, 20) = std::numeric_limits<float>::quiet_NaN();
  auto const spoiled = tenon::evaluate(tenon::softmax<embed>(x));
  for (std::size_t j = 0; j < 21; ++j)
    CHECK((std::isnan(spoiled(0, j)) && std::isnan(spoiled(1, j)) && spoiled(2, j) == 0));
}
