// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Dropout: the identity without a seed; with one, the same elements in whatever order they are computed.

#include <tenon/tenon.hpp>

#include <cmath>
#include <stdexcept>

#include "tests/support/catch.hpp"

using namespace tenon::axes;
namespace nn = tenon::nn;

namespace {

template <class E>
double share_of_zeros(E const& e) {
  tenon::tensor const y = e;
  double zeros = 0;
  for (auto v : y) zeros += v == 0;
  return zeros / static_cast<double>(y.size());
}

}  // namespace

TEST_CASE("dropout without a seed is the identity", "[nn]") {
  auto const x = tenon::random_normal<float, seq<5>, embed<8>>(1);
  CHECK(tenon::all_close(nn::dropout(0.5)(x), x, 0));
  CHECK(tenon::all_close(nn::dropout()(x, 3), x, 0));
  CHECK_THROWS_AS(nn::dropout(1.0), std::invalid_argument);
  CHECK_THROWS_AS(nn::dropout(-0.1), std::invalid_argument);
  CHECK_THROWS_AS(nn::dropout(std::nan("")), std::invalid_argument);
}

TEMPLATE_TEST_CASE("dropout drops a share, and scales what it keeps", "[nn]", float, double) {
  using T = TestType;
  auto const ones = tenon::full<T, batch<7>, seq<100>, embed<93>>(T(1));
  nn::dropout const drop(0.25);
  CHECK(std::abs(share_of_zeros(drop(ones, 1)) - 0.25) < 0.01);
  CHECK(std::abs(share_of_zeros(nn::dropout(0.9)(ones, 2)) - 0.9) < 0.01);
  tenon::tensor const y = drop(ones, 1);
  for (T v : y) REQUIRE((v == 0 || v == T(1) / T(0.75)));
  // Another seed drops others: two independent choices agree on 0.75² + 0.25² of the elements.
  tenon::tensor const z = drop(ones, 12345);
  double agree = 0;
  for (std::size_t i = 0; i < y.size(); ++i) agree += y.data()[i] == z.data()[i];
  CHECK(std::abs(agree / static_cast<double>(y.size()) - 0.625) < 0.01);
}

TEST_CASE("what is dropped does not depend on how it is computed", "[nn]") {
  auto const x = tenon::random_normal<float, seq<9>, embed<16>>(1);
  nn::linear<embed<16>, hidden<33>> const layer(2);
  nn::dropout const drop(0.3);
  auto const e = drop(tenon::relu(layer(x)), 9);
  tenon::tensor const fused = e;
  tenon::tensor const unfused = tenon::evaluate<tenon::unfused>(e);
  tenon::tensor const before = tenon::relu(layer(x));
  CHECK(tenon::all_close(fused, unfused, 1e-5));
  CHECK(tenon::all_close(fused, drop(before, 9), 1e-5));
  CHECK(tenon::plan_of<decltype(e)>::temporaries == tenon::plan_of<decltype(tenon::relu(layer(x)))>::temporaries);
  // A permuted destination, and the same place by position.
  tenon::tensor<float, hidden<33>, seq<9>> const turned = e;
  CHECK(tenon::all_close(tenon::permute<seq, hidden>(turned), fused, 1e-5));
  CHECK(tenon::all_close(drop(tenon::evaluate(tenon::drop_names(before)), 9), tenon::drop_names(fused), 1e-5));
  tenon::tensor<float> const number(2.0f);
  tenon::tensor const dropped = drop(number, 9);
  CHECK((*dropped.data() == 0 || *dropped.data() == 2 / 0.7f));
}

TEST_CASE("attention weights stay a distribution through dropout", "[nn]") {
  auto const scores = tenon::random_normal<float, seq<6>, key<7>>(1);
  auto const v = tenon::random_normal<float, key<7>, embed<8>>(2);
  auto const weights = nn::dropout(0.5)(tenon::softmax<key>(scores), 4);
  STATIC_REQUIRE(std::is_same_v<tenon::distribution_of<decltype(weights)>, tenon::tags<key<1>>>);
  tenon::tensor const kept = weights;
  CHECK(tenon::all_close(tenon::dot<key>(weights, v), tenon::dot<key>(kept, v), 1e-5));
  // Another choice ends it.
  auto const chosen = tenon::where(tenon::position<key>() < 3, tenon::softmax<key>(scores), 0.0f);
  STATIC_REQUIRE(std::is_same_v<tenon::distribution_of<decltype(chosen)>, tenon::tags<>>);
}
