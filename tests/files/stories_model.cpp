// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The model of examples/stories with weights made here, against the plain loops.

#include "tests/files/tellers.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/farther.hpp"

#include <tenon/io/safetensors.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numeric>
#include <string>
#include <vector>

#include "examples/stories/hugging_face.hpp"
#include "examples/stories/llama.hpp"
#include "examples/stories/load.hpp"
#include "examples/stories/teller.hpp"

namespace {

template <class Pairing, class File>
tellers::teller made_from(File const& file) {
  using model_type = stories::llama<Pairing>;
  auto const model = std::make_shared<model_type>();
  stories::load(*model, file);
  auto const one = std::make_shared<stories::teller<model_type>>(*model);
  return {[model, one](int token) { return one->read(token); },
          [model, one](std::span<int const> tokens) { return one->read(tokens); }};
}

/// A checkpoint of some sizes, with weights from a seed.
stories::checkpoint made(plain::llama_sizes const& sizes) {
  return stories::checkpoint(sizes, 1);
}
constexpr plain::llama_sizes like_stories{64, 172, 5, 8, 4, 512, 512};

float largest_difference(std::span<float const> a, float const* b) {
  float largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = farther(largest, std::fabs(a[i] - b[i]));
  return largest;
}

}  // namespace

namespace tellers {

teller of(stories::checkpoint const& file) {
  return made_from<tenon::nn::adjacent_pairs>(file);
}
teller of(std::string const& path) {
  return made_from<tenon::nn::half_split>(tenon::io::safetensors(path));
}

}  // namespace tellers

TEST_CASE("the model says what the plain loops say, token by token, until it is full") {
  auto const file = made(like_stories);
  plain::llama twin(file.sizes(), file.weights());
  tellers::teller const model = tellers::of(file);
  float largest = 0, scale = 0;
  for (int position = 0; position < 512; ++position) {
    int const token = (position * 37 + 5) % 512;
    auto const logits = model.read_one(token);
    float const* const expected = twin.forward(token, static_cast<std::size_t>(position));
    largest = farther(largest, largest_difference(logits, expected));
    scale = std::max(scale, *std::max_element(expected, expected + 512));
  }
  CHECK(scale > 1);  // else the test would see little
  CHECK(largest < 1e-4f * scale);
  CHECK_THROWS_AS(model.read_one(1), std::length_error);
  CHECK_THROWS_AS(model.read_one(1), std::length_error);
}

TEST_CASE("a prompt read at once gives what its tokens give one by one") {
  auto const file = made(like_stories);
  for (int count : {1, 15, 16, 17, 32, 75}) {
    tellers::teller const at_once = tellers::of(file), one_by_one = tellers::of(file);
    std::vector<int> tokens(static_cast<std::size_t>(count));
    std::iota(tokens.begin(), tokens.end(), 3);
    std::span<float const> expected;
    for (int token : tokens) expected = one_by_one.read_one(token);
    CHECK(largest_difference(at_once.read_all(tokens), expected.data()) < 1e-3f);
    expected = one_by_one.read_one(7);  // and what follows it
    CHECK(largest_difference(at_once.read_one(7), expected.data()) < 1e-3f);
  }
}

TEST_CASE("what cannot be read is refused") {
  auto const file = made(like_stories);
  tellers::teller const model = tellers::of(file);
  CHECK_THROWS_AS(model.read_one(512), std::out_of_range);
  CHECK_THROWS_AS(model.read_one(-1), std::out_of_range);
  std::vector<int> const many(512, 7);  // all but the last are read ...
  static_cast<void>(model.read_all(std::span(many).first(511)));
  CHECK_THROWS_AS(model.read_all(std::array{1, 2}), std::length_error);  // ... and of two none
  CHECK_NOTHROW(model.read_one(3));
  CHECK_THROWS_WITH(
      tellers::of(made({64, 160, 5, 8, 4, 512, 256})),
      Catch::Contains("of another model: hidden dim 160 instead of 172, sequence length 256 instead of 512"));
}
