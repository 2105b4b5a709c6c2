// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// What the cost model predicts: it adds up over steps and panels, follows the work, and stays below the peak.

#include <tenon/tenon.hpp>

#include <string>

#include "tests/support/catch.hpp"

using namespace tenon::axes;

namespace {

template <std::size_t M, std::size_t N, std::size_t K>
using product = decltype(tenon::dot<embed>(std::declval<tenon::tensor<float, seq<M>, embed<K>> const&>(),
                                           std::declval<tenon::tensor<float, embed<K>, hidden<N>> const&>()));
template <class E>
inline constexpr double cycles = tenon::plan_of<E>::predicted_cycles;

// No prediction is above the peak, and large products are near it.
static_assert(tenon::plan_of<product<192, 512, 64>>::predicted_fraction <= 1);
static_assert(tenon::plan_of<product<192, 512, 64>>::predicted_fraction > 0.85);
static_assert(tenon::plan_of<product<1, 768, 768>>::predicted_fraction < 0.5);
// Twice the work takes about twice the cycles.
static_assert(cycles<product<384, 512, 64>> > 1.8 * cycles<product<192, 512, 64>>);
static_assert(cycles<product<384, 512, 64>> < 2.2 * cycles<product<192, 512, 64>>);

}  // namespace

TEST_CASE("a prediction counts each step once, and what is equal once") {
  tenon::tensor<float, seq<64>, embed<64>> const x;
  tenon::tensor<float, embed<64>, hidden<64>> const a, b;
  auto const normed = tenon::softmax<embed>(x);
  auto const once = tenon::dot<embed>(tenon::unchecked(normed), a);
  auto const twice = once + tenon::dot<embed>(tenon::unchecked(normed), b);
  using plan = tenon::plan_of<decltype(twice)>;
  auto const seen = plan::predict(twice);
  CHECK(seen.operations > 2 * 2 * 64 * 64 * 64);
  CHECK(seen.arithmetic < plan::predicted_cycles);  // the types alone count the softmax twice
  CHECK(seen.arithmetic > 1.5 * tenon::plan_of<decltype(once)>::predicted_cycles);
}

TEST_CASE("panels are added up") {
  using X = tenon::tensor<float, seq<4096>, embed<256>>;
  auto const e = [](auto const& x, auto const& first, auto const& second) {
    return tenon::dot<hidden>(tenon::relu(tenon::dot<embed>(x, first)), second);
  };
  X const x(tenon::uninitialized);
  tenon::tensor<float, embed<256>, hidden<1024>> const up(tenon::uninitialized);
  tenon::tensor<float, hidden<1024>, embed<256>> const down(tenon::uninitialized);
  auto const whole = e(x, up, down);
  using plan = tenon::plan_of<decltype(whole)>;
  CHECK(tenon::describe(whole).find("in panels of") != std::string::npos);
  double const operations = 2.0 * 2 * 4096 * 256 * 1024;
  CHECK(plan::predict(whole).operations > 0.99 * operations);
  CHECK(plan::predict(whole).operations < 1.01 * operations);
  CHECK(plan::predicted_fraction > 0.7);
  CHECK(plan::predicted_fraction <= 1);
}

TEST_CASE("describe says what was chosen and why") {
  tenon::tensor<float, seq<200>, embed<64>> const x;
  tenon::tensor<float, embed<64>, hidden<512>> const w;
  tenon::tensor<float, hidden<512>, embed<64>> const turned;
  std::string const text = tenon::describe(tenon::dot<embed>(x, w));
  INFO(text);
  CHECK(text.find("lanes along hidden<512>, tiles of ") != std::string::npos);
  CHECK(text.find("operand in lanes copied into panels, since its rows meet in few sets of the cache") !=
        std::string::npos);
  CHECK(text.find("of peak, held by arithmetic: 13107200 operations, 591872 bytes, 22 operations a byte") !=
        std::string::npos);
  tenon::tensor<float, embed<8>, hidden<6>> const few;
  CHECK(tenon::describe(tenon::permute<hidden, embed>(few)).find("held by copying: 0 operations") != std::string::npos);
  CHECK(tenon::describe(tenon::dot<embed>(x, turned)).find("since its columns do not lie side by side") !=
        std::string::npos);
  tenon::tensor<float, embed<64>> const row;
  CHECK(tenon::describe(tenon::dot<embed>(row, turned)).find("summed across lanes, since few rows read it") !=
        std::string::npos);
}
