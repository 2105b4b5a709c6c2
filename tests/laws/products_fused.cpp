// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// What stands before and after a product: bias, activation, residual, scale, norms, other products, changes of shape.

#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

using namespace tenon::axes;

namespace {

template <class T, class... Axes>
auto values(std::uint64_t seed) {
  return tenon::random_uniform<T, Axes...>(seed, -1, 1);
}

}  // namespace

TEMPLATE_TEST_CASE("operations around a product", "", float, double) {
  using T = TestType;
  auto const x = values<T, batch<2>, seq<7>, embed<20>>(1);
  auto const w = values<T, embed<20>, hidden<33>>(2);
  auto const bias = values<T, hidden<33>>(3);
  auto const residual = values<T, hidden<33>, seq<7>, batch<2>>(4);
  auto const back = values<T, hidden<33>, embed<20>>(5);
  auto const gain = values<T, embed<20>>(6);
  TENON_AGREES(tenon::gelu(tenon::dot<embed>(x, w) + bias) * T(0.5) + residual);
  TENON_AGREES(tenon::dot<embed>(tenon::relu(x) + gain, w));
  TENON_AGREES(tenon::dot<embed>(x, w * T(2) - bias));
  TENON_AGREES(tenon::dot<hidden>(tenon::silu(tenon::dot<embed>(x, w)) * tenon::dot<embed>(x, w + T(1)), back) + x,
               4 * oracle::tolerance<T>);
  TENON_AGREES(tenon::dot<embed>(tenon::layer_norm<embed>(x, gain, gain), w) + bias, 10 * oracle::tolerance<T>);
  TENON_AGREES(tenon::rms_norm<hidden>(tenon::dot<embed>(x, w) + residual, bias), 10 * oracle::tolerance<T>);
}

TEST_CASE("a product seen through changes of shape") {
  auto const x = values<float, batch<2>, seq<5>, embed<12>>(1);
  auto const w = values<float, embed<12>, hidden<24>>(2);
  auto const bias = values<float, head<4>, head_dim<6>>(3);
  auto const product = tenon::dot<embed>(x, w);
  TENON_AGREES(tenon::split<hidden, head<4>, head_dim<6>>(product) + bias);
  TENON_AGREES(tenon::permute<hidden, seq, batch>(product) * 2);
  TENON_AGREES(tenon::slice<hidden, 5, 17>(product) - 1);
  TENON_AGREES(tenon::merge<batch, seq, key>(product));
  TENON_AGREES(tenon::softmax<hidden>(tenon::rename<seq, key>(product)));
  TENON_AGREES(tenon::sum<seq>(tenon::square(product)));
  TENON_AGREES(tenon::concat<hidden>(product, tenon::rename<embed, hidden>(x), product));
}
