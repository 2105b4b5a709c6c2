// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Exactly once, by counting: a function that the schedule calls for each element says how often a value was computed.

#include <tenon/tenon.hpp>

#include <algorithm>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>

#include "tests/support/catch.hpp"
#include "tests/support/counting.hpp"

using namespace tenon::axes;
using tenon::map;

using counting::normal;
using counting::tally;

namespace {

template <std::size_t N>
struct channel : tenon::axis<channel, N> {};

/// How often `counted` is called while `make(counted)` runs, fused and unfused.
template <class Make>
auto calls(Make const& make) {
  long fused = 0, unfused = 0;
  (void)tenon::evaluate(make(tally{&fused}));
  (void)tenon::evaluate<tenon::unfused>(make(tally{&unfused}));
  return std::pair(fused, unfused);
}
#define COUNTS(expected, ...)                                                       \
  CHECK(calls([&]([[maybe_unused]] auto const& counted) { return __VA_ARGS__; }) == \
        std::pair<long, long>(expected, expected))

}  // namespace

TEST_CASE("a softmax of N elements computes N of what is in it and N of what is around it") {
  auto const x = normal<batch<3>, seq<5>, key<19>>(1);
  COUNTS(285, tenon::softmax<key>(map(counted, x)));
  COUNTS(285, tenon::softmax<seq>(map(counted, x)));
  COUNTS(285, tenon::softmax<batch>(map(counted, x)));
  COUNTS(285, map(counted, tenon::softmax<key>(x)));
  COUNTS(570, map(counted, tenon::softmax<batch>(map(counted, x))));
  COUNTS(285, tenon::log_softmax<key>(map(counted, x)));
}

TEST_CASE("norms and reductions read each element once") {
  auto const x = normal<batch<3>, seq<5>, embed<19>>(1);
  auto const gain = normal<embed<19>>(2);
  COUNTS(285, tenon::layer_norm<embed>(map(counted, x), gain, gain));
  COUNTS(285, tenon::rms_norm<embed>(map(counted, x), gain));
  COUNTS(285, tenon::sum<embed>(map(counted, x)));
  COUNTS(285, tenon::mean<seq, batch>(map(counted, x)));
  COUNTS(285, tenon::logsumexp<embed>(map(counted, x)));
  COUNTS(285, tenon::argmax<seq>(map(counted, x)));
}

TEST_CASE("a value that is used twice in an expression") {
  auto const x = normal<seq<5>, key<19>>(1);
  COUNTS(95, [&] {
    auto const h = map(counted, x);
    return h + h * h;
  }());
  COUNTS(95, [&] {
    auto const h = map(counted, x);
    return tenon::softmax<key>(h) * h - tenon::sum<key>(h);
  }());
  COUNTS(95, [&] {
    auto const h = map(counted, x);
    return tenon::materialize(h) + tenon::exp(h) + tenon::materialize(h * 2);
  }());
}

TEST_CASE("trees of one type are one value when their leaves are the same objects, and only then") {
  auto const x = normal<seq<5>, key<19>>(1), y = normal<seq<5>, key<19>>(2);
  COUNTS(95, map(counted, x) * tenon::exp(map(counted, x)));
  COUNTS(190, map(counted, x) * tenon::exp(map(counted, y)));
  COUNTS(190, [&] {
    long* const more = counted.calls;
    auto const twice = [more](float v) { return ++*more, 2 * v; };  // another function, another value
    return map(counted, x) * map(twice, x);
  }());
  auto const by = [](float factor) {
    return map([factor](float v) { return factor * v; }, tenon::full<float, seq<4>>(1));
  };
  auto const sums = tenon::evaluate(tenon::exp(by(2)) + tenon::exp(by(3)));  // one type, other captures
  CHECK(sums(0) == Approx(std::exp(2.0) + std::exp(3.0)));
}

TEST_CASE("a function that is not plain data is known again too") {
  auto const x = normal<seq<5>, key<19>>(1);
  long n = 0;
  std::function<float(float)> const f = [&n](float v) { return ++n, v; };
  auto const h = map(f, x);
  (void)tenon::evaluate(h * h + h);
  CHECK(n == 95);
}

TEST_CASE("one normalized input for three projections") {
  auto const x = normal<batch<2>, seq<7>, embed<16>>(1);
  auto const gain = normal<embed<16>>(2);
  auto const wq = normal<embed<16>, head<2>, head_dim<8>>(3), wk = normal<embed<16>, head<2>, head_dim<8>>(4),
             wv = normal<embed<16>, head<2>, head_dim<8>>(5);
  auto const attend = [&](auto const& h) {
    auto const k = tenon::rename<seq, key>(tenon::dot<embed>(h, wk));
    auto const v = tenon::rename<seq, key>(tenon::dot<embed>(h, wv));
    return tenon::dot<key>(tenon::softmax<key>(tenon::dot<head_dim>(tenon::dot<embed>(h, wq), k) * 0.35f), v);
  };
  COUNTS(224, attend(tenon::layer_norm<embed>(map(counted, x), gain, gain)));
  COUNTS(224, attend(map(counted, tenon::layer_norm<embed>(x, gain, gain))));
  COUNTS(224, attend(tenon::rms_norm<embed>(map(counted, x), gain)));
  COUNTS(224, attend(map(counted, x)));
}

TEST_CASE("a residual that also feeds a norm") {
  auto const x = normal<seq<7>, embed<16>>(1);
  auto const w = normal<embed<16>, channel<16>>(2);
  auto const up = normal<embed<16>, hidden<24>>(3);
  auto const down = normal<hidden<24>, embed<16>>(4);
  auto const gain = normal<embed<16>>(5);
  auto const block = [&](auto const& f) {
    auto const h = x + map(f, tenon::rename<channel, embed>(tenon::dot<embed>(x, w)));
    return h + tenon::dot<hidden>(tenon::gelu(tenon::dot<embed>(tenon::layer_norm<embed>(h, gain, gain), up)), down);
  };
  COUNTS(112, block(counted));
  auto const normed = [&](auto const& f) {
    auto const h = x + tenon::rename<channel, embed>(tenon::dot<embed>(x, w));
    return h + tenon::dot<hidden>(map(f, tenon::dot<embed>(map(f, tenon::layer_norm<embed>(h, gain, gain)), up)), down);
  };
  COUNTS(112 + 7 * 24, normed(counted));
}

TEST_CASE("operands of products are computed once, whichever side they are on") {
  auto const x = normal<seq<7>, embed<16>>(1);
  auto const w = normal<embed<16>, hidden<35>>(2);
  COUNTS(112, tenon::dot<embed>(map(counted, x), w));
  COUNTS(560, tenon::dot<embed>(x, map(counted, w)));
  COUNTS(245, map(counted, tenon::dot<embed>(x, w)));
}

TEST_CASE("what is broadcast is not computed again for every row") {
  auto const x = normal<seq<7>, embed<19>>(1);
  auto const w = normal<embed<19>, hidden<35>>(2);
  auto const gain = normal<embed<19>>(3);
  auto const bias = normal<hidden<35>>(4);
  auto const rows = normal<seq<7>>(5);
  COUNTS(19, x * map(counted, gain));
  COUNTS(7, x * map(counted, rows) + gain);
  COUNTS(35, tenon::gelu(tenon::dot<embed>(x, w) + map(counted, bias)));
  COUNTS(19, tenon::softmax<embed>(x + map(counted, gain)));
  auto const named_otherwise = normal<channel<19>>(6);
  COUNTS(19, x * tenon::rename<channel, embed>(map(counted, named_otherwise)));
  COUNTS(19, tenon::broadcast<seq<7>, embed<19>>(map(counted, gain)) + x);
}

TEST_CASE("panels compute each value in one of them") {
  static auto const x = normal<seq<1500>, embed<16>>(1);
  static auto const up = normal<embed<16>, hidden<512>>(2);
  static auto const down = normal<hidden<512>, embed<16>>(3);
  auto const layer = [](auto const& f) { return tenon::dot<hidden>(map(f, tenon::dot<embed>(x, up)), down); };
  using panelled = tenon::plan_of<decltype(layer(tally{}))>;
  STATIC_REQUIRE(panelled::workspace_bytes < 1500 * 512 * sizeof(float));  // less than the whole hidden value
  COUNTS(1500 * 512, layer(counted));
  auto const residual = [](auto const& f) {
    auto const h = map(f, x);
    return h + tenon::dot<hidden>(tenon::relu(tenon::dot<embed>(h, up)), down);
  };
  COUNTS(1500 * 16, residual(counted));
}

TEST_CASE("in panels of examples, a norm for three projections is computed once too") {
  static auto const x = normal<batch<24>, seq<256>, embed<64>>(1);
  static auto const gain = normal<embed<64>>(2);
  static auto const wq = normal<embed<64>, head_dim<64>>(3), wk = normal<embed<64>, head_dim<64>>(4),
                    wv = normal<embed<64>, head_dim<64>>(5);
  auto const layer = [](auto const& f) {
    auto const h = map(f, tenon::rms_norm<embed>(x, gain));
    auto const k = tenon::rename<seq, key>(tenon::dot<embed>(h, wk));
    auto const v = tenon::rename<seq, key>(tenon::dot<embed>(h, wv));
    return tenon::dot<key>(tenon::softmax<key>(tenon::dot<head_dim>(tenon::dot<embed>(h, wq), k) * 0.125f), v);
  };
  std::string const text = tenon::describe(layer(tally{}));
  INFO(text);
  CHECK(text.find("in panels of") != std::string::npos);
  COUNTS(24 * 256 * 64, layer(counted));
}

TEST_CASE("each evaluation computes anew") {
  auto const x = normal<seq<5>, key<19>>(1);
  long n = 0;
  auto const h = map(tally{&n}, x);
  auto const e = h * tenon::exp(h);
  static tenon::workspace_for<decltype(e)> memory;
  tenon::tensor<float, seq<5>, key<19>> out;
  for (long run = 1; run <= 3; ++run) {
    tenon::evaluate_into(out, e, memory);
    CHECK(n == run * 95);
  }
}

TEST_CASE("lanes that hold no element call no function, and divide by no zero") {
  auto const x = normal<seq<5>, key<3>>(1);
  COUNTS(15, map(counted, tenon::permute<key, seq>(x)));
  tenon::tensor<int, seq<5>> const a{7, 8, 9, 10, 11}, b{1, 2, 3, 4, 5};
  auto const quotients = tenon::evaluate(a / b);
  for (std::size_t i = 0; i < 5; ++i) CHECK(quotients(i) == a(i) / b(i));
}

TEST_CASE("zero and minus zero are two values, though they compare equal") {
  auto const x = tenon::exp(normal<seq<5>, key<19>>(1));
  auto const above = 1.0f / tenon::materialize(x * 0.0f);
  auto const below = 1.0f / tenon::materialize(x * -0.0f);
  STATIC_REQUIRE(std::is_same_v<decltype(above), decltype(below)>);
  tenon::tensor const greater = above > below;
  CHECK(std::count(greater.begin(), greater.end(), true) == 95);
}
