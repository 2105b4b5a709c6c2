// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The story teller asks for no memory while it tells: from token to logits, and from logits to the next token.

#include "tests/support/catch.hpp"
#include "tests/support/requests.hpp"

#include "examples/stories/checkpoint.hpp"
#include "examples/stories/llama.hpp"
#include "examples/stories/load.hpp"
#include "examples/stories/sampler.hpp"
#include "examples/stories/teller.hpp"

TEST_CASE("the counting counts the story teller too") {
  using model_type = stories::llama<tenon::nn::adjacent_pairs>;
  model_type model;
  stories::load(model, stories::checkpoint(model_type::sizes, 1));
  CHECK(allocation::requests_of([&] { stories::teller<model_type> const one(model); }) > 0);
}

TEST_CASE("a decoded token asks for no memory") {
  using model_type = stories::llama<tenon::nn::adjacent_pairs>;
  model_type model;
  stories::load(model, stories::checkpoint(model_type::sizes, 1));
  stories::teller<model_type> teller(model);
  stories::sampler sample({0.8f, 0.9f, 1}, model_type::vocabulary);
  int token = sample(teller.read(1));  // the thread's workspace
  CHECK(allocation::requests_of([&] {
          for (int i = 0; i < 300; ++i) token = sample(teller.read(token));
        }) == 0);
  CHECK(teller.length() == 301);
}
