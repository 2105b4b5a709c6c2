// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The sampler of examples/stories: frequencies against probabilities, and the same seed twice.

#include "tests/support/catch.hpp"

#include <array>
#include <cmath>
#include <vector>

#include "examples/stories/sampler.hpp"

namespace {

std::array<float, 5> const logits{std::log(0.1f), std::log(0.4f), std::log(0.05f), std::log(0.3f), std::log(0.15f)};

std::vector<int> drawn(stories::sampling how, int count) {
  stories::sampler sample(how, logits.size());
  std::vector<int> tokens;
  for (int i = 0; i < count; ++i) tokens.push_back(sample(logits));
  return tokens;
}
std::array<double, 5> frequencies(stories::sampling how) {
  constexpr int count = 40000;
  std::array<double, 5> result{};
  for (int token : drawn(how, count)) result[static_cast<std::size_t>(token)] += 1.0 / count;
  return result;
}

}  // namespace

TEST_CASE("temperature 0 takes the best token, the first of equals") {
  CHECK(drawn({0, 1, 3}, 3) == std::vector<int>{1, 1, 1});
  stories::sampler greedy({}, 3);
  CHECK(greedy(std::array{1.0f, 2.0f, 2.0f}) == 1);
}

TEST_CASE("temperature 1 draws with the probabilities, others with their powers") {
  std::array const expected{0.1, 0.4, 0.05, 0.3, 0.15};
  auto const found = frequencies({1, 1, 5});
  for (std::size_t i = 0; i < 5; ++i) CHECK(found[i] == Approx(expected[i]).margin(0.01));

  double sum = 0;
  for (double p : expected) sum += p * p;
  auto const colder = frequencies({0.5f, 1, 6});
  for (std::size_t i = 0; i < 5; ++i) CHECK(colder[i] == Approx(expected[i] * expected[i] / sum).margin(0.01));
}

TEST_CASE("top_p keeps the smallest set of likely tokens that reaches it") {
  auto const found = frequencies({1, 0.75f, 7});  // 0.4 + 0.3 is not enough, with 0.15 it is
  CHECK(found[0] == 0);
  CHECK(found[2] == 0);
  CHECK(found[1] == Approx(0.4 / 0.85).margin(0.01));
  CHECK(found[3] == Approx(0.3 / 0.85).margin(0.01));
  CHECK(found[4] == Approx(0.15 / 0.85).margin(0.01));
  auto const one = frequencies({1, 0.01f, 8});
  CHECK(one[1] == Approx(1));
}

TEST_CASE("the same seed gives the same tokens, another one others") {
  stories::sampling const how{0.9f, 0.95f, 42};
  CHECK(drawn(how, 200) == drawn(how, 200));
  CHECK(drawn(how, 200) != drawn({0.9f, 0.95f, 43}, 200));
  CHECK(drawn({1, 1, 1}, 8) == std::vector<int>{3, 3, 4, 1, 1, 3, 4, 2});
}

TEST_CASE("options that mean nothing are refused") {
  CHECK_THROWS_AS(stories::sampler({-1, 1, 0}, 5), std::invalid_argument);
  CHECK_THROWS_AS(stories::sampler({std::nanf(""), 1, 0}, 5), std::invalid_argument);
  CHECK_THROWS_AS(stories::sampler({1, 0, 0}, 5), std::invalid_argument);
  CHECK_THROWS_AS(stories::sampler({1, 1.5f, 0}, 5), std::invalid_argument);
}

TEST_CASE("logits that are no numbers give no token") {
  float const nan = std::nanf(""), inf = HUGE_VALF;
  for (stories::sampling how : {stories::sampling{0, 1, 1}, {1, 1, 1}, {1, 0.9f, 1}}) {
    stories::sampler sample(how, 3);
    CHECK_THROWS_AS(sample(std::array{nan, nan, nan}), std::runtime_error);
    CHECK_THROWS_AS(sample(std::array{1.0f, nan, 2.0f}), std::runtime_error);
    CHECK_THROWS_AS(sample(std::array{1.0f, inf, 2.0f}), std::runtime_error);
    CHECK_THROWS_AS(sample(std::array{-inf, -inf, -inf}), std::runtime_error);
    CHECK(sample(std::array{-inf, 1.0f, -inf}) == 1);
  }
}
