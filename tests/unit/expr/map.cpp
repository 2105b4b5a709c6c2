// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Functions of the user: for scalars, generic over scalars and vectors, with state, of several operands, fused with the
// rest.

#include "tests/support/catch.hpp"

#include <tenon/tenon.hpp>

#include <cmath>
#include <stdexcept>

using namespace tenon::axes;

namespace {

struct softcap {
  float limit;
  float operator()(float x) const { return limit * std::tanh(x / limit); }
};
float plain_function(float x) {
  return x < 0 ? x * 0.1f : x;
}

/// What a generic function was called with: fewer calls than elements, since vectors take many at once.
struct counted_square {
  int* calls;
  template <class X>
  X operator()(X x) const {
    ++*calls;
    return x * x;
  }
};

}  // namespace

TEST_CASE("map of a function for scalars") {
  auto const x = tenon::random_normal<float, seq<7>, embed<19>>(1);
  tenon::tensor const capped = tenon::map(softcap{2}, x);
  tenon::tensor const leaky = tenon::map(plain_function, x);
  tenon::tensor const shifted = tenon::map([&](float v) { return v + x(0, 0); }, x);
  for (std::size_t i = 0; i < 7; ++i) {
    for (std::size_t j = 0; j < 19; ++j) {
      CHECK(capped(i, j) == Approx(2 * std::tanh(x(i, j) / 2)));
      CHECK(leaky(i, j) == plain_function(x(i, j)));
      CHECK(shifted(i, j) == x(i, j) + x(0, 0));
    }
  }
}

TEST_CASE("map of a function that is generic over scalars and vectors") {
  auto const x = tenon::random_normal<float, seq<64>>(1);
  int calls = 0;
  tenon::tensor const y = tenon::map(counted_square{&calls}, x);
  CHECK(tenon::all_close(y, x * x, 0));
  CHECK(calls * static_cast<int>(tenon::config::vector_bytes / sizeof(float)) == 64);
}

TEST_CASE("map of several operands, aligned by name, with numbers") {
  auto const x = tenon::random_normal<double, seq<5>, embed<21>>(1);
  auto const g = tenon::random_normal<double, embed<21>>(2);
  auto const f = [](auto a, auto b, auto c) { return a * b + c; };
  CHECK(tenon::all_close(tenon::map(f, x, g, 2.0), x * g + 2.0, 1e-12));
  auto const xt = tenon::tensor(tenon::permute<embed, seq>(x));
  CHECK(tenon::all_close(tenon::map(f, x, xt, g), x * xt + g, 1e-12));
}

TEST_CASE("map to another value type: truths and integers") {
  auto const x = tenon::random_normal<float, seq<33>>(1);
  tenon::tensor<bool, seq<33>> const positive = tenon::map([](float v) { return v > 0; }, x);
  tenon::tensor<int, seq<33>> const whole = tenon::map([](float v) { return static_cast<int>(v * 10); }, x);
  for (std::size_t i = 0; i < 33; ++i) {
    CHECK(positive(i) == (x(i) > 0));
    CHECK(whole(i) == static_cast<int>(x(i) * 10));
  }
  CHECK(tenon::evaluate(tenon::map([](int n) { return n * n; }, tenon::iota<int, seq<5>>()))(4) == 16);
}

TEST_CASE("map inside a product, a softmax and the scores of attention") {
  auto const q = tenon::random_normal<float, seq<20>, head_dim<16>>(1);
  auto const k = tenon::random_normal<float, key<33>, head_dim<16>>(2);
  auto const v = tenon::random_normal<float, key<33>, embed<8>>(3);
  auto const built_in = [](auto const& s) { return tenon::tanh(s / 3) * 3; };
  auto const attend = [&](auto const& s) { return tenon::dot<key>(tenon::softmax<key>(s), v); };
  auto const scores = tenon::dot<head_dim>(q, k);
  CHECK(tenon::all_close(tenon::map(softcap{3}, scores), built_in(scores)));
  CHECK(tenon::all_close(tenon::softmax<key>(tenon::map(softcap{3}, scores)), tenon::softmax<key>(built_in(scores))));
  CHECK(tenon::all_close(attend(tenon::map(softcap{3}, scores)), attend(built_in(scores))));
  CHECK(tenon::all_close(attend(tenon::map([](auto s) { return s * s * 0.1f; }, scores)),
                         attend(tenon::square(scores) * 0.1f)));
  CHECK(tenon::all_close(tenon::evaluate<tenon::unfused>(attend(tenon::map(softcap{3}, scores))),
                         attend(built_in(scores))));
}

TEST_CASE("what a function throws reaches the caller, also from the scores of attention") {
  auto const q = tenon::random_normal<float, seq<20>, head_dim<16>>(1);
  auto const one = tenon::random_normal<float, head_dim<16>>(2);
  auto const k = tenon::random_normal<float, key<33>, head_dim<16>>(3);
  int calls = 0;
  auto const twentieth = [&calls](float s) {
    if (++calls == 20) throw std::runtime_error("the twentieth");
    return s;
  };
  auto const attend = [&k](auto const& s) { return tenon::dot<key>(tenon::softmax<key>(s), k); };
  auto const throws = [&calls](auto const& e) {
    calls = 0;
    CHECK_THROWS_AS(static_cast<void>(tenon::evaluate(e)), std::runtime_error);
  };
  throws(tenon::map(twentieth, q));
  throws(attend(tenon::map(twentieth, tenon::dot<head_dim>(q, k))));
  throws(attend(tenon::map(twentieth, tenon::dot<head_dim>(one, k))));
  throws(tenon::map(twentieth, attend(tenon::dot<head_dim>(q, k))));
}
