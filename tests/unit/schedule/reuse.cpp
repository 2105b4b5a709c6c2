// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Stored values share memory when they are not needed at the same time, whatever turns out to be the same value, and
// are still computed once.

#include <tenon/tenon.hpp>

#include <array>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/counting.hpp"

using namespace tenon::axes;
using tenon::map;

using counting::normal;
using counting::tally;

namespace {

using input = tenon::tensor<float, seq<3>, embed<5>>;
using weight = tenon::tensor<float, embed<5>, hidden<7>>;

struct material {
  std::array<input, 4> in{normal<seq<3>, embed<5>>(1), normal<seq<3>, embed<5>>(2), normal<seq<3>, embed<5>>(3),
                          normal<seq<3>, embed<5>>(4)};
  std::array<weight, 5> w{normal<embed<5>, hidden<7>>(5), normal<embed<5>, hidden<7>>(6),
                          normal<embed<5>, hidden<7>>(7), normal<embed<5>, hidden<7>>(8),
                          normal<embed<5>, hidden<7>>(9)};
};

/// Calls f with every choice of five among four.
template <class F>
void each_choice(F const& f) {
  for (int code = 0; code < 1024; ++code) {
    std::array<std::size_t, 5> choice{};
    for (std::size_t i = 0, rest = static_cast<std::size_t>(code); i < 5; ++i, rest /= 4) choice[i] = rest % 4;
    f(choice);
  }
}

long distinct(std::array<std::size_t, 5> const& choice) {
  std::array<bool, 4> met{};
  long n = 0;
  for (std::size_t c : choice) n += met[c] ? 0 : 1, met[c] = true;
  return n;
}

}  // namespace

TEST_CASE("values of one kind, some of them the same: each computed once, in the memory of those that are not needed") {
  material const m;
  // One term after the other, so that a value is gone where none of the same kind follows.
  auto const terms = [&m](std::array<std::size_t, 5> const& c, auto const& f) {
    auto const term = [&](std::size_t i) { return tenon::dot<embed>(map(f, m.in[c[i]]), m.w[i]); };
    return term(0) + term(1) + term(2) + term(3) + term(4);
  };
  // Five values and five products; at most three of the values are needed at the same time.
  using plan = tenon::plan_of<decltype(terms({}, tally{}))>;
  constexpr std::size_t value = 64 * ((3 * 5 * sizeof(float) + 63) / 64),
                        product = 64 * ((3 * 7 * sizeof(float) + 63) / 64);
  STATIC_REQUIRE(plan::temporaries == 10);
  STATIC_REQUIRE(plan::workspace_bytes < 3 * value + 5 * product + 10 * sizeof(tenon::schedule::stored_entry) + 64);
  long failures = 0;
  each_choice([&](auto const& choice) {
    long calls = 0;
    tenon::tensor const y = terms(choice, tally{&calls});
    tenon::tensor<float, seq<3>, hidden<7>> expected;
    for (std::size_t i = 0; i < 5; ++i) {
      tenon::tensor const one = tenon::dot<embed>(m.in[choice[i]], m.w[i]);
      expected = expected + one;
    }
    if (calls != 15 * distinct(choice) || !tenon::all_close(y, expected, 1e-5f)) ++failures;
  });
  CHECK(failures == 0);
}

TEST_CASE("chains of values that are used twice") {
  material const m;
  auto const up = normal<hidden<7>, embed<5>>(10);
  // A residual around each step: every value is needed by the next step and by the sum after it.
  auto const chain = [&](std::array<std::size_t, 5> const& c, auto const& f) {
    auto const step = [&](auto const& x, std::size_t i) {
      return x + tenon::dot<hidden>(tenon::relu(tenon::dot<embed>(x, m.w[c[i]])), up) * 0.1f;
    };
    return step(step(map(f, m.in[c[0]]) + m.in[c[1]], 2), 3);
  };
  long failures = 0;
  each_choice([&](auto const& choice) {
    if (choice[4] != 0) return;
    long calls = 0, ignored = 0;
    tenon::tensor const y = chain(choice, tally{&calls});
    if (calls != 15 || !tenon::all_close(y, tenon::evaluate<tenon::unfused>(chain(choice, tally{&ignored})), 1e-5f))
      ++failures;
  });
  CHECK(failures == 0);
}

TEST_CASE("in panels: what is needed by every panel stays, what one panel needs does not") {
  // Values by rows (hidden) beside values that each row needs whole (keys), some of one kind.
  static auto const x = normal<seq<1500>, embed<16>>(1), z = normal<seq<1500>, embed<16>>(2);
  static auto const up = normal<embed<16>, hidden<512>>(3), other = normal<embed<16>, hidden<512>>(4);
  static auto const down = normal<hidden<512>, embed<16>>(5);
  auto const layer = [](auto const& f, auto const& a, auto const& b, auto const& wa, auto const& wb) {
    auto const part = [&](auto const& v, auto const& w) {
      return tenon::dot<hidden>(map(f, tenon::dot<embed>(v, w)), down);
    };
    auto const keys = tenon::rename<seq, key>(part(b, wb));
    return tenon::dot<key>(tenon::softmax<key>(tenon::dot<embed>(part(a, wa), keys)), keys) + part(a, wa);
  };
  auto const check = [&](auto const& a, auto const& b, auto const& wa, auto const& wb, long values) {
    long calls = 0, ignored = 0;
    tenon::tensor const y = layer(tally{&calls}, a, b, wa, wb);
    CHECK(calls == values * 1500 * 512);
    CHECK(tenon::all_close(y, tenon::evaluate<tenon::unfused>(layer(tally{&ignored}, a, b, wa, wb)), 1e-3f));
  };
  check(x, x, up, up, 1);
  check(x, z, up, up, 2);
  check(x, x, up, other, 2);
}
