// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Packed weights: every product that may read them in place, and every other use, against plain loops in double.

#include <tenon/tenon.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

#include "tests/support/catch.hpp"
#include "tests/support/farther.hpp"

using namespace tenon::axes;

namespace {

template <std::size_t N>
struct other : tenon::axis<other, N> {};

template <class T>
constexpr double tolerance = sizeof(T) == 4 ? 6e-6 : 1e-14;

template <class T, std::size_t M, std::size_t N, std::size_t K>
void agrees() {
  CAPTURE(M, N, K);
  auto const x = tenon::random_normal<T, seq<M>, embed<K>>(1);
  auto const w = tenon::random_normal<T, embed<K>, hidden<N>>(2);
  tenon::packed const p(w);
  tenon::tensor const y = tenon::dot<embed>(x, p);
  double worst = 0;
  for (std::size_t i = 0; i < M; ++i)
    for (std::size_t j = 0; j < N; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < K; ++k) sum += static_cast<double>(x(i, k)) * static_cast<double>(w(k, j));
      worst = farther(worst, std::abs(sum - static_cast<double>(y(i, j))));
    }
  CHECK(worst / std::sqrt(static_cast<double>(K)) < tolerance<T>);
  tenon::tensor const back = p;
  CHECK(std::equal(back.begin(), back.end(), w.begin()));
}

auto const x = tenon::random_normal<float, batch<3>, seq<5>, embed<24>>(1);
auto const heads = tenon::random_normal<float, embed<24>, head<2>, head_dim<32>>(2);
tenon::packed const weights(heads);

/// The expression reads packed weights in place: no copy of them is stored.
template <class E>
bool in_place(E const& e) {
  return tenon::describe(e).find("since it is packed") != std::string::npos && tenon::plan_of<E>::temporaries == 0;
}

}  // namespace

TEMPLATE_TEST_CASE("products with packed weights, sizes around tiles and lines", "[laws][packed]", float, double) {
  using T = TestType;
  agrees<T, 1, 1, 1>();
  agrees<T, 1, 100, 7>();
  agrees<T, 1, 197, 64>();
  agrees<T, 2, 33, 5>();
  agrees<T, 3, 48, 9>();
  agrees<T, 4, 65, 16>();
  agrees<T, 5, 8, 3>();
  agrees<T, 8, 24, 11>();
  agrees<T, 13, 129, 20>();
  agrees<T, 64, 64, 64>();
  agrees<T, 197, 37, 40>();
}

TEST_CASE("rows are taken in blocks where the left operand is long") {
  agrees<float, 301, 75, 500>();
}

TEST_CASE("packed weights with several axes of columns") {
  auto const e = tenon::dot<embed>(x, weights);
  STATIC_REQUIRE(std::is_same_v<tenon::shape_of<decltype(e)>, tenon::shape<batch<3>, seq<5>, head<2>, head_dim<32>>>);
  CHECK(in_place(e));
  tenon::tensor const expected = tenon::dot<embed>(x, heads);
  CHECK(tenon::all_close(tenon::tensor(e), expected));
  // Another order in memory: whole lines of columns are one head's.
  tenon::tensor<float, head<2>, batch<3>, seq<5>, head_dim<32>> by_head = e;
  CHECK(tenon::all_close(by_head, tenon::tensor(tenon::permute<head, batch, seq, head_dim>(expected))));
  tenon::tensor<float, batch<3>, seq<5>, head_dim<32>, head<2>> turned = e;
  CHECK(tenon::all_close(turned, tenon::tensor(tenon::permute<batch, seq, head_dim, head>(expected))));
  CHECK(tenon::all_close(tenon::tensor(tenon::merge<head, head_dim, hidden>(e)),
                         tenon::tensor(tenon::merge<head, head_dim, hidden>(expected))));
}

TEST_CASE("what surrounds the product runs in its epilogue") {
  auto const bias = tenon::random_normal<float, head<2>, head_dim<32>>(3);
  auto const e = tenon::gelu(tenon::dot<embed>(x, weights) + bias) * 2.0f;
  CHECK(in_place(e));
  CHECK(tenon::all_close(tenon::tensor(e), tenon::tensor(tenon::gelu(tenon::dot<embed>(x, heads) + bias) * 2.0f)));
  CHECK(tenon::all_close(tenon::evaluate<tenon::unfused>(e), tenon::tensor(e)));
}

TEST_CASE("positional packed weights") {
  auto const a = tenon::random_normal<float, tenon::dim<3>, tenon::dim<7>, tenon::dim<24>>(1);
  auto const b = tenon::random_normal<float, tenon::dim<24>, tenon::dim<50>>(2);
  tenon::packed const p(b);
  auto const e = tenon::matmul(a, p);
  CHECK(in_place(e));
  CHECK(tenon::all_close(tenon::tensor(e), tenon::tensor(tenon::matmul(a, b))));
}

TEST_CASE("two packed operands of one type are two values") {
  tenon::packed const one(heads);
  tenon::packed const two(tenon::tensor(heads * 3.0f));
  tenon::tensor const sum = tenon::dot<embed>(x, one) + tenon::dot<embed>(x, two);
  CHECK(tenon::all_close(sum, tenon::tensor(tenon::dot<embed>(x, heads) * 4.0f), 1e-4));
  tenon::tensor const difference = (two + 1.0f) - (one + 1.0f);
  CHECK(tenon::all_close(difference, tenon::tensor(heads * 2.0f), 1e-4));
}

TEST_CASE("anywhere else packed weights are unpacked first") {
  CHECK(tenon::all_close(tenon::tensor(weights * 2.0f), tenon::tensor(heads * 2.0f)));
  CHECK(tenon::all_close(tenon::tensor(tenon::sum<embed>(weights)), tenon::tensor(tenon::sum<embed>(heads))));
  // As the left operand, summed over another axis, over two, with a batch axis, renamed.
  CHECK(tenon::all_close(tenon::tensor(tenon::dot<embed>(weights, x)), tenon::tensor(tenon::dot<embed>(heads, x))));
  auto const z = tenon::random_normal<float, other<4>, head_dim<32>>(5);
  CHECK(
      tenon::all_close(tenon::tensor(tenon::dot<head_dim>(z, weights)), tenon::tensor(tenon::dot<head_dim>(z, heads))));
  auto const both = tenon::random_normal<float, other<4>, embed<24>, head_dim<32>>(6);
  CHECK(tenon::all_close(tenon::tensor(tenon::dot<embed, head_dim>(both, weights)),
                         tenon::tensor(tenon::dot<embed, head_dim>(both, heads))));
  auto const each_head = tenon::random_normal<float, head<2>, seq<5>, embed<24>>(7);
  CHECK(tenon::all_close(tenon::tensor(tenon::dot<embed>(each_head, weights)),
                         tenon::tensor(tenon::dot<embed>(each_head, heads))));
  CHECK(tenon::all_close(
      tenon::tensor(tenon::dot<hidden>(tenon::rename<embed, hidden>(x), tenon::rename<embed, hidden>(weights))),
      tenon::tensor(tenon::dot<embed>(x, heads))));
  CHECK(tenon::describe(weights * 2.0f).find("packed elements, stored") != std::string::npos);
}

TEST_CASE("packed from an expression, in another order, as an rvalue, copied") {
  tenon::packed<float, embed<24>, head<2>, head_dim<32>> const scaled(
      tenon::permute<head_dim, embed, head>(heads * 2.0f));
  tenon::tensor const expected = tenon::dot<embed>(x, heads) * 2.0f;
  CHECK(tenon::all_close(tenon::tensor(tenon::dot<embed>(x, scaled)), expected));
  auto const made = [] { return tenon::dot<embed>(x, tenon::packed(tenon::tensor(heads * 2.0f))); };
  CHECK(tenon::all_close(tenon::tensor(made()), expected));
  auto copy = scaled;
  tenon::packed const moved(std::move(copy));
  CHECK(tenon::all_close(tenon::tensor(tenon::dot<embed>(x, moved)), expected));
  tenon::tensor<float, seq<5>, batch<3>, head<2>, head_dim<32>> out;
  auto const e = tenon::dot<embed>(x, moved);
  static tenon::workspace_for<decltype(e), decltype(out)> memory;
  tenon::evaluate_into(out, e, memory);
  CHECK(tenon::all_close(tenon::tensor(tenon::permute<batch, seq, head, head_dim>(out)), expected));
}

TEST_CASE("a feed-forward in panels of rows reads packed weights in place") {
  auto const tokens = tenon::random_normal<float, seq<3000>, embed<64>>(1);
  auto const up = tenon::random_normal<float, embed<64>, hidden<300>>(2);
  auto const down = tenon::random_normal<float, hidden<300>, other<40>>(3);
  tenon::packed const packed_up(up);
  tenon::packed const packed_down(down);
  auto const e = tenon::dot<hidden>(tenon::relu(tenon::dot<embed>(tokens, packed_up)), packed_down);
  std::string const text = tenon::describe(e);
  INFO(text);
  CHECK(text.find("in panels of") != std::string::npos);
  CHECK(text.find("packed elements, stored") == std::string::npos);
  tenon::tensor const expected = tenon::dot<hidden>(tenon::relu(tenon::dot<embed>(tokens, up)), down);
  CHECK(tenon::all_close(tenon::tensor(e), expected, 1e-3));
}

TEST_CASE("a packed dense layer is the layer") {
  tenon::nn::dense<embed<24>, head<2>, head_dim<32>> layer(1);
  layer.bias = tenon::random_normal<float, head<2>, head_dim<32>>(2);
  tenon::nn::packed_dense const fast(layer);
  auto const e = fast(x);
  CHECK(in_place(e));
  CHECK(tenon::all_close(tenon::tensor(e), tenon::tensor(layer(x))));
  auto const made = [&layer] { return tenon::nn::packed_dense(layer)(x); };
  CHECK(tenon::all_close(tenon::tensor(made()), tenon::tensor(layer(x))));
  tenon::nn::dense<tenon::dim<24>, tenon::dim<10>> const by_place(3);
  auto const rows = tenon::random_normal<float, tenon::dim<7>, tenon::dim<24>>(4);
  tenon::nn::packed_dense const fast_by_place(by_place);
  CHECK(tenon::all_close(tenon::tensor(fast_by_place(rows)), tenon::tensor(by_place(rows))));
}
