// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Rotary positions: the formula, one pass, what is known of the result, and where its positions come from.

#include "tests/support/catch.hpp"
#include "tests/support/farther.hpp"

#include <tenon/tenon.hpp>

#include <cmath>
#include <stdexcept>

using namespace tenon::axes;
using tenon::nn::adjacent_pairs;
using tenon::nn::half_split;

namespace {

template <class Pairing, class T, std::size_t S, std::size_t D>
using layer = tenon::nn::rope<T, Pairing, seq<S>, head_dim<D>>;

/// The largest difference between y and x rotated by the formula, in double; both [head, seq, head_dim].
template <class Pairing, class T, std::size_t H, std::size_t S, std::size_t D>
double difference(tenon::tensor<T, head<H>, seq<S>, head_dim<D>> const& x,
                  tenon::tensor<T, head<H>, seq<S>, head_dim<D>> const& y, int offset, double theta = 10000) {
  double most = 0;
  for (std::size_t row = 0; row < H * S; ++row) {
    T const* const from = x.data() + row * D;
    T const* const to = y.data() + row * D;
    for (std::size_t i = 0; i < D / 2; ++i) {
      std::size_t const one = Pairing::neighbours ? 2 * i : i, other = Pairing::neighbours ? 2 * i + 1 : i + D / 2;
      double const turn = (static_cast<double>(row % S) + offset) *
                          std::pow(theta, -2 * static_cast<double>(i) / static_cast<double>(D));
      double const a = from[one], b = from[other];
      most = farther(most, std::abs(a * std::cos(turn) - b * std::sin(turn) - to[one]));
      most = farther(most, std::abs(b * std::cos(turn) + a * std::sin(turn) - to[other]));
    }
  }
  return most;
}

template <class T>
constexpr double close = std::is_same_v<T, float> ? 2e-6 : 4e-15;

template <class Pairing, class T, std::size_t H, std::size_t S, std::size_t D>
void follows_formula() {
  INFO(Pairing::name << ", " << H << " heads, " << S << " positions, " << D << " features");
  layer<Pairing, T, S + 5, D> const rotate;
  auto const x = tenon::random_normal<T, head<H>, seq<S>, head_dim<D>>(S * D);
  using result = tenon::tensor<T, head<H>, seq<S>, head_dim<D>>;
  result const y = rotate(x, 5);
  CHECK(difference<Pairing>(x, y, 5) < close<T>);
  // Features that lie apart in memory: then lanes hold positions, one row each.
  tenon::tensor<T, head_dim<D>, head<H>, seq<S>> const apart = x;
  tenon::tensor<T, head_dim<D>, head<H>, seq<S>> const rotated_apart = rotate(apart, 5);
  result const z = rotated_apart;
  CHECK(difference<Pairing>(x, z, 5) < close<T>);
}

template <class Pairing, class T>
void follows_formula() {
  follows_formula<Pairing, T, 1, 1, 2>();
  follows_formula<Pairing, T, 3, 17, 26>();
  follows_formula<Pairing, T, 2, 5, 64>();
}

template <class E>
constexpr bool turned_once =
    std::is_same_v<tenon::rotations_of<E>, tenon::tags<tenon::turned<head_dim<1>, half_split>>>;
template <class E>
constexpr bool forgotten = std::is_same_v<tenon::rotations_of<E>, tenon::tags<>>;

}  // namespace

TEST_CASE("rotated features follow the formula, float") {
  follows_formula<adjacent_pairs, float>();
  follows_formula<half_split, float>();
}
TEST_CASE("rotated features follow the formula, double") {
  follows_formula<adjacent_pairs, double>();
  follows_formula<half_split, double>();
}

TEST_CASE("theta and capacity are given when the tables are made") {
  tenon::nn::rope<half_split, tenon::nn::positions<seq, key>, head_dim<8>> const rotate(32, 500000);
  CHECK(rotate.capacity() == 32);
  auto const x = tenon::random_normal<float, head<2>, seq<4>, head_dim<8>>(1);
  tenon::tensor<float, head<2>, seq<4>, head_dim<8>> const y = rotate(x, 28);
  CHECK(difference<half_split>(x, y, 28, 500000) < 2e-6);
  tenon::tensor<float, head<2>, key<4>, head_dim<8>> const k = rotate(tenon::rename<seq, key>(x), 28);
  CHECK(tenon::all_close(k, tenon::rename<seq, key>(y), 0.0));
}

TEST_CASE("rotation preserves lengths, and scores depend on the distance alone") {
  layer<half_split, double, 64, 10> const halves;
  layer<adjacent_pairs, double, 64, 10> const neighbours;
  auto const x = tenon::random_normal<double, seq<16>, head_dim<10>>(2);
  CHECK(tenon::all_close(tenon::sum<head_dim>(tenon::square(halves(x, 7))), tenon::sum<head_dim>(tenon::square(x)),
                         1e-13));
  auto const k = tenon::random_normal<double, seq<16>, head_dim<10>>(3);
  auto const scores = [&](auto const& rotate, int offset) {
    return tenon::evaluate(tenon::dot<head_dim>(rotate(x, offset), tenon::rename<seq, key>(rotate(k, offset))));
  };
  CHECK(tenon::all_close(scores(halves, 0), scores(halves, 41), 1e-12));
  CHECK(tenon::all_close(scores(neighbours, 0), scores(neighbours, 41), 1e-12));
  CHECK_FALSE(tenon::all_close(scores(neighbours, 0), scores(halves, 0), 1e-3));
  CHECK_FALSE(tenon::all_close(scores(halves, 0),
                               tenon::dot<head_dim>(halves(x), tenon::rename<seq, key>(halves(k, 1))), 1e-3));
}

TEST_CASE("an offset continues a sequence") {
  layer<adjacent_pairs, float, 12, 6> const rotate;
  auto const x = tenon::random_normal<float, batch<2>, seq<12>, head<3>, head_dim<6>>(4);
  auto const whole = tenon::evaluate(rotate(x));
  auto const rest = tenon::evaluate(rotate(tenon::slice<seq, 5, 7>(x), 5));
  CHECK(tenon::all_close(rest, tenon::slice<seq, 5, 7>(whole), 0.0));
}

TEST_CASE("positions that are not in the tables are refused before anything is written") {
  layer<half_split, float, 8, 4> const rotate;
  auto const x = tenon::random_normal<float, seq<3>, head_dim<4>>(5);
  tenon::tensor<float, seq<3>, head_dim<4>> y = x;
  CHECK_NOTHROW(y = rotate(x, 5));
  y = x;
  CHECK_THROWS_AS(y = rotate(x, 6), std::out_of_range);
  CHECK_THROWS_AS(y = rotate(x, -1), std::out_of_range);
  CHECK_THROWS_WITH(rotate(x, 6),
                    "tenon: rope: positions 6 to 8 are not in the tables: expected 0 to 8 (not included)");
  CHECK_THROWS_WITH(rotate(x, 2147483647),
                    "tenon: rope: positions 2147483647 to 2147483649 are not in the tables: expected 0 to 8 (not "
                    "included)");
  CHECK(tenon::all_close(y, x, 0.0));
}

TEST_CASE("a rotation is one pass, with what makes its operand and what follows") {
  layer<half_split, float, 32, 64> const rotate;
  tenon::tensor<float, seq<32>, head<4>, head_dim<64>> const q =
      tenon::random_normal<float, seq<32>, head<4>, head_dim<64>>(6);
  tenon::tensor<float, head<4>, head_dim<64>> const bias = tenon::random_normal<float, head<4>, head_dim<64>>(7);
  auto const e = tenon::cast<double>(rotate(q + bias) * 0.5f);
  CHECK(tenon::plan_of<decltype(rotate(q + bias) * 0.5f)>::steps == 1);
  CHECK(tenon::plan_of<decltype(rotate(q + bias) * 0.5f)>::temporaries == 0);
  CHECK(tenon::plan_of<decltype(rotate(q + bias) * 0.5f)>::flops == 5 * 32 * 4 * 64);
  CHECK(tenon::describe(rotate(q)).find("halves rotated, 128 rows of 64") != std::string::npos);
  tenon::tensor<float, seq<32>, head<4>, head_dim<64>> const sum = q + bias;
  tenon::tensor<float, seq<32>, head<4>, head_dim<64>> const turned = rotate(sum);
  CHECK(tenon::all_close(e, tenon::cast<double>(turned * 0.5f), 0.0));
  CHECK(tenon::all_close(tenon::evaluate<tenon::unfused>(rotate(q + bias) * 0.5f), turned * 0.5f, 0.0));
  // In place, and used twice.
  tenon::tensor<float, seq<32>, head<4>, head_dim<64>> x = sum;
  x = rotate(x);
  CHECK(tenon::all_close(x, turned, 0.0));
  auto const once = rotate(sum);
  CHECK(tenon::all_close(once + once, turned * 2.0f, 1e-6));
}

TEST_CASE("a layer that is a temporary gives its tables to the expression") {
  auto const x = tenon::random_normal<float, seq<3>, head_dim<4>>(8);
  auto const e = layer<half_split, float, 8, 4>()(x, 2);
  layer<half_split, float, 8, 4> const rotate;
  CHECK(tenon::all_close(e, rotate(x, 2), 0.0));
}

TEST_CASE("a product of products is rotated block by block as it is at once") {
  // Large enough that what is stored would leave the cache: rows are computed in panels.
  layer<adjacent_pairs, float, 1024, 64> const rotate;
  auto const x = tenon::random_normal<float, seq<1024>, embed<96>>(9);
  auto const w = tenon::random_normal<float, embed<96>, head<8>, head_dim<64>>(10);
  auto const out = tenon::random_normal<float, head<8>, head_dim<64>, hidden<40>>(11);
  auto const at_once = tenon::evaluate(rotate(tenon::dot<embed>(x, w)));
  CHECK(tenon::all_close(tenon::dot<head, head_dim>(tenon::unchecked(rotate(tenon::dot<embed>(x, w))), out),
                         tenon::dot<head, head_dim>(at_once, out), 1e-3));
}

TEST_CASE("what is known of rotated features") {
  layer<half_split, float, 8, 4> const rotate;
  layer<adjacent_pairs, float, 8, 4> const otherwise;
  tenon::tensor<float, seq<8>, head<6>, head_dim<4>> const x;
  tenon::tensor<float, seq<8>> const weight;
  auto const r = rotate(x);
  STATIC_REQUIRE(turned_once<decltype(r)>);
  STATIC_REQUIRE(turned_once<decltype(r * 2.0f)>);
  STATIC_REQUIRE(turned_once<decltype(-r)>);
  STATIC_REQUIRE(turned_once<decltype(r / weight)>);
  STATIC_REQUIRE(turned_once<decltype(weight * r)>);
  STATIC_REQUIRE(turned_once<decltype(r + r)>);
  STATIC_REQUIRE(turned_once<decltype(tenon::where(tenon::position<seq>() < 3, r, 0.0f))>);
  STATIC_REQUIRE(turned_once<decltype(tenon::cast<double>(r))>);
  STATIC_REQUIRE(turned_once<decltype(tenon::materialize(r))>);
  STATIC_REQUIRE(turned_once<decltype(tenon::split<head, batch<2>, head<3>>(r))>);
  STATIC_REQUIRE(turned_once<decltype(tenon::slice<seq, 2, 3>(r))>);
  STATIC_REQUIRE(turned_once<decltype(tenon::permute<head_dim, seq, head>(r))>);
  STATIC_REQUIRE(turned_once<decltype(tenon::rename<seq, key>(r))>);
  STATIC_REQUIRE(turned_once<decltype(tenon::concat<seq>(r, r))>);
  STATIC_REQUIRE(std::is_same_v<tenon::rotations_of<decltype(tenon::rename<head_dim, embed>(r))>,
                                tenon::tags<tenon::turned<embed<1>, half_split>>>);
  STATIC_REQUIRE(forgotten<decltype(tenon::unchecked(r))>);
  STATIC_REQUIRE(forgotten<decltype(tenon::evaluate(r))>);
  STATIC_REQUIRE(forgotten<decltype(tenon::exp(r))>);
  STATIC_REQUIRE(forgotten<decltype(r * x)>);
  STATIC_REQUIRE(forgotten<decltype(r + x)>);
  STATIC_REQUIRE(forgotten<decltype(r + otherwise(x))>);
  STATIC_REQUIRE(forgotten<decltype(tenon::slice<head_dim, 0, 2>(r))>);
  STATIC_REQUIRE(forgotten<decltype(tenon::merge<head, head_dim, hidden>(r))>);
  STATIC_REQUIRE(forgotten<decltype(tenon::concat<head_dim>(r, r))>);
  STATIC_REQUIRE(forgotten<decltype(tenon::dot<head_dim>(r, tenon::rename<seq, key>(r)))>);
}
