// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// A cache of keys and values: token by token it gives what the whole sequence gives, and it refuses what does not fit.

#include "tests/support/catch.hpp"
#include "tests/support/farther.hpp"

#include <tenon/tenon.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

using namespace tenon::axes;
using tenon::nn::value_dim;

namespace {

template <std::size_t N>
struct kv_head : tenon::axis<kv_head, N> {};
template <std::size_t N>
struct group : tenon::axis<group, N> {};

constexpr float infinity = std::numeric_limits<float>::infinity();

/// Grouped heads: queries of both axes, keys and values of the first.
template <class Q, class K, class V, class Mask>
auto attended(Q const& q, K const& k, V const& v, Mask const& mask) {
  auto const scores = tenon::dot<head_dim>(q, k) * 0.25f;
  return tenon::dot<key>(tenon::softmax<key>(tenon::where(mask, scores, -infinity)), v);
}

/// Positions [Begin, Begin + Count) of a whole sequence, appended and attended from; then the rest, Count at a time.
template <std::size_t Begin, std::size_t Count, std::size_t S, class Cache, class Rope, class Q, class K, class V,
          class Whole>
void continue_with(Cache& cache, Rope const& rotate, Q const& q, K const& k, V const& v, Whole const& whole) {
  if constexpr (Begin + Count <= S) {
    INFO("positions from " << Begin << ", " << Count << " at a time");
    int const offset = cache.length();
    REQUIRE(offset == static_cast<int>(Begin));
    cache.append(tenon::rename<seq, key>(rotate(tenon::slice<seq, Begin, Count>(k), offset)),
                 tenon::rename<seq, key>(tenon::slice<seq, Begin, Count>(v)));
    auto const y = attended(rotate(tenon::slice<seq, Begin, Count>(q), offset), cache.keys(), cache.values(),
                            cache.template visible<seq>());
    STATIC_REQUIRE(tenon::plan_of<decltype(y)>::template uses<tenon::kernel::attention>);
    CHECK(tenon::all_close(y, tenon::slice<seq, Begin, Count>(whole), 1e-5));
    continue_with<Begin + Count, Count, S>(cache, rotate, q, k, v, whole);
  }
}

template <class Pairing, class T, std::size_t Batch, std::size_t S>
void decodes_as_at_once() {
  constexpr std::size_t features = 6;
  tenon::nn::rope<T, Pairing, seq<S>, head_dim<features>> const rotate;
  auto const q = tenon::random_normal<T, batch<Batch>, seq<S>, kv_head<2>, group<3>, head_dim<features>>(1);
  auto const k = tenon::random_normal<T, batch<Batch>, seq<S>, kv_head<2>, head_dim<features>>(2);
  auto const v = tenon::random_normal<T, batch<Batch>, seq<S>, kv_head<2>, value_dim<5>>(3);
  auto const whole = tenon::evaluate(
      attended(rotate(q), tenon::rename<seq, key>(rotate(k)), tenon::rename<seq, key>(v), tenon::causal<seq, key>()));
  tenon::nn::kv_cache<T, Pairing, batch<Batch>, kv_head<2>, key<S>, head_dim<features>, value_dim<5>> cache;
  STATIC_REQUIRE(decltype(cache)::capacity == S);
  continue_with<0, 1, S>(cache, rotate, q, k, v, whole);
  CHECK(cache.length() == static_cast<int>(S));
  cache.reset();
  continue_with<0, 3, S - S % 3>(cache, rotate, q, k, v, whole);
}

}  // namespace

TEST_CASE("token by token through a cache is the whole sequence at once") {
  decodes_as_at_once<tenon::nn::half_split, float, 1, 7>();
  decodes_as_at_once<tenon::nn::adjacent_pairs, double, 2, 5>();
}

TEST_CASE("a cache without batch or rotation, filled by expressions in any order of axes") {
  tenon::nn::kv_cache<kv_head<2>, key<4>, head_dim<3>, value_dim<2>> cache;
  tenon::tensor<float, head_dim<3>, key<2>, kv_head<2>> const k =
      tenon::random_normal<float, head_dim<3>, key<2>, kv_head<2>>(1);
  tenon::tensor<float, key<2>, kv_head<2>, value_dim<2>> const v =
      tenon::random_normal<float, key<2>, kv_head<2>, value_dim<2>>(2);
  cache.append(k * 2.0f, v + 1.0f);
  cache.append(k, v);
  CHECK(cache.length() == 4);
  CHECK(tenon::all_close(cache.keys(), tenon::permute<kv_head, key, head_dim>(tenon::concat<key>(k * 2.0f, k)), 0.0));
  CHECK(
      tenon::all_close(cache.values(), tenon::permute<kv_head, key, value_dim>(tenon::concat<key>(v + 1.0f, v)), 0.0));
}

TEST_CASE("a number of positions known at run time is appended, and attends to all that is held") {
  tenon::nn::rope<tenon::nn::half_split, seq<16>, head_dim<6>> const rotate;
  auto const q = tenon::random_normal<float, seq<9>, kv_head<2>, group<3>, head_dim<6>>(1);
  auto const k = tenon::random_normal<float, seq<9>, kv_head<2>, head_dim<6>>(2);
  auto const v = tenon::random_normal<float, seq<9>, kv_head<2>, value_dim<5>>(3);
  auto const whole = tenon::evaluate(
      attended(rotate(q), tenon::rename<seq, key>(rotate(k)), tenon::rename<seq, key>(v), tenon::causal<seq, key>()));

  tenon::nn::kv_cache<tenon::nn::half_split, kv_head<2>, key<9>, head_dim<6>, value_dim<5>> cache;
  tenon::tensor<float, tenon::upto<seq<6>>, kv_head<2>, group<3>, head_dim<6>> some_q;
  tenon::tensor<float, tenon::upto<seq<6>>, kv_head<2>, head_dim<6>> some_k;
  tenon::tensor<float, tenon::upto<seq<6>>, kv_head<2>, value_dim<5>> some_v;
  auto const take = [&](std::size_t begin, std::size_t count) {
    std::copy_n(q.data() + begin * 36, count * 36, some_q.data());
    std::copy_n(k.data() + begin * 12, count * 12, some_k.data());
    std::copy_n(v.data() + begin * 10, count * 10, some_v.data());
    some_q.resize<seq>(count);
    some_k.resize<seq>(count);
    some_v.resize<seq>(count);
  };
  std::size_t begin = 0;
  for (std::size_t count : {4u, 1u, 3u}) {  // what there is room for in the type does not fit after the first
    take(begin, count);
    int const offset = cache.length();
    cache.append(tenon::rename<seq, key>(rotate(some_k, offset)), tenon::rename<seq, key>(some_v));
    tenon::tensor const y = attended(rotate(some_q, offset), cache.keys(), cache.values(), cache.visible<seq>());
    REQUIRE(y.length<seq>() == count);
    float furthest = 0;
    for (std::size_t i = 0; i < count * 30; ++i)
      furthest = farther(furthest, std::abs(y.data()[i] - whole.data()[begin * 30 + i]));
    CHECK(furthest < 1e-5f);
    begin += count;
  }
  CHECK(cache.length() == 8);
  tenon::tensor const held = cache.values();
  CHECK(held(0, 8, 0) == 0);
  CHECK(held(1, 8, 4) == 0);

  take(0, 2);
  CHECK_THROWS_AS(cache.append(tenon::rename<seq, key>(rotate(some_k, 0)), tenon::rename<seq, key>(some_v)),
                  std::length_error);
  some_k.resize<seq>(1);  // and values of 2
  CHECK_THROWS_AS(cache.append(tenon::rename<seq, key>(rotate(some_k, 0)), tenon::rename<seq, key>(some_v)),
                  std::length_error);
  CHECK(cache.length() == 8);
}

TEST_CASE("what does not fit is refused and changes nothing") {
  tenon::nn::kv_cache<key<3>, head_dim<2>, value_dim<2>> cache;
  tenon::tensor<float, key<2>, head_dim<2>> const k = {{1, 2}, {3, 4}};
  tenon::tensor<float, key<2>, value_dim<2>> const v = {{5, 6}, {7, 8}};
  cache.append(k, v);
  auto const keys = tenon::evaluate(cache.keys());
  CHECK_THROWS_AS(cache.append(k, v), std::length_error);
  CHECK_THROWS_WITH(cache.append(k, v), "tenon: kv_cache: 2 more positions do not fit: it holds 2 of 3");
  CHECK(cache.length() == 2);
  CHECK(tenon::all_close(cache.keys(), keys, 0.0));
  CHECK_THROWS_AS(cache.truncate(3), std::out_of_range);
  CHECK_THROWS_AS(cache.truncate(-1), std::out_of_range);
  cache.truncate(1);
  CHECK(cache.length() == 1);
  cache.append(k, v);
  tenon::tensor<float, key<3>, head_dim<2>> const expected = {{1, 2}, {1, 2}, {3, 4}};
  CHECK(tenon::all_close(cache.keys(), expected, 0.0));
  cache.reset();
  CHECK(cache.length() == 0);
}

TEST_CASE("keys beyond the length are not attended to") {
  // They are those of a longer sequence that was given up: large, so that any weight on them would show.
  tenon::nn::kv_cache<key<64>, head_dim<16>, value_dim<4>> cache;
  auto const k = tenon::random_normal<float, key<40>, head_dim<16>>(1);
  auto const v = tenon::random_normal<float, key<40>, value_dim<4>>(2);
  cache.append(k * 100.0f, v * 1e6f);
  cache.reset();
  auto const first = tenon::random_normal<float, key<3>, head_dim<16>>(3);
  auto const values = tenon::random_normal<float, key<3>, value_dim<4>>(4);
  cache.append(first, values);
  auto const q = tenon::random_normal<float, seq<3>, head_dim<16>>(5);
  CHECK(tenon::all_close(attended(q, cache.keys(), cache.values(), cache.visible<seq>()),
                         attended(q, first, values, tenon::causal<seq, key>()), 1e-5));
}

TEST_CASE("one more token at any length, with garbage beyond") {
  constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();
  constexpr std::size_t most = 131, width = 8;
  using keys = tenon::tensor<float, kv_head<2>, key<1>, head_dim<width>>;
  using values = tenon::tensor<float, kv_head<2>, key<1>, value_dim<width>>;
  tenon::nn::kv_cache<kv_head<2>, key<160>, head_dim<width>, value_dim<width>> cache;
  for (int i = 0; i < cache.capacity; ++i)
    cache.append(tenon::full<float, kv_head<2>, key<1>, head_dim<width>>(not_a_number),
                 tenon::full<float, kv_head<2>, key<1>, value_dim<width>>(not_a_number));
  cache.reset();
  auto const q = tenon::random_normal<float, seq<1>, kv_head<2>, group<2>, head_dim<width>>(1);
  std::vector<keys> ks;
  std::vector<values> vs;
  for (std::size_t n = 1; n <= most; ++n) {
    CAPTURE(n);
    ks.push_back(tenon::random_normal<keys>(2 * n));
    vs.push_back(tenon::random_normal<values>(2 * n + 1));
    cache.append(ks.back(), vs.back());
    auto const y = tenon::evaluate(attended(q, cache.keys(), cache.values(), cache.visible<seq>()));
    double worst = 0;
    for (std::size_t h = 0; h < 2; ++h)
      for (std::size_t g = 0; g < 2; ++g) {
        double sum = 0, expected[width] = {};
        for (std::size_t i = 0; i < n; ++i) {
          double score = 0;
          for (std::size_t d = 0; d < width; ++d) score += double(q(0, h, g, d)) * double(ks[i](h, 0, d));
          double const weight = std::exp(score * 0.25);
          sum += weight;
          for (std::size_t d = 0; d < width; ++d) expected[d] += weight * double(vs[i](h, 0, d));
        }
        for (std::size_t d = 0; d < width; ++d) {
          double const e = std::abs(double(y(0, h, g, d)) - expected[d] / sum);
          worst = e <= worst ? worst : e;  // keeps NaN
        }
      }
    CHECK(worst < 1e-5);
  }
}

TEST_CASE("keys of a cache are rotated as it says") {
  tenon::nn::kv_cache<tenon::nn::half_split, key<4>, head_dim<2>, value_dim<2>> const cache;
  STATIC_REQUIRE(std::is_same_v<tenon::rotations_of<decltype(cache.keys())>,
                                tenon::tags<tenon::turned<head_dim<1>, tenon::nn::half_split>>>);
  STATIC_REQUIRE(
      std::is_same_v<
          std::remove_const_t<decltype(cache)>,
          tenon::nn::kv_cache<float, tenon::nn::rotary<tenon::nn::half_split>, key<4>, head_dim<2>, value_dim<2>>>);
  tenon::nn::kv_cache<key<4>, head_dim<2>, value_dim<2>> const plain;
  STATIC_REQUIRE(std::is_same_v<tenon::rotations_of<decltype(plain.keys())>, tenon::tags<>>);
}
