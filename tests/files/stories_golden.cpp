// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// stories260K against what was recorded of it: tokens of the prompts, greedy tokens, text and logits. The files are not
// part of this repository; without them this test is skipped.

#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "examples/plain/llama.hpp"
#include "examples/stories/checkpoint.hpp"
#include "examples/stories/sampler.hpp"
#include "examples/stories/tokenizer.hpp"
#include "tests/files/tellers.hpp"
#include "tests/support/farther.hpp"
#include "tests/support/models.hpp"

namespace {

std::string read(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct recorded {
  std::string prompt, text;
  std::vector<int> prompt_tokens, tokens;
  std::vector<float> logits;  // [8, 512] of the first positions
};

/// The value of a name in JSON whose strings have no escapes but \" and \n.
std::string string_of(std::string const& json, std::string const& name) {
  std::string const before = "\"" + name + "\": \"";
  std::size_t place = json.find(before);
  REQUIRE(place != std::string::npos);
  std::string result;
  for (place += before.size(); json.at(place) != '"'; ++place) {
    if (json[place] != '\\') {
      result += json[place];
    } else {
      result += json.at(++place) == 'n' ? '\n' : json[place];
    }
  }
  return result;
}
std::vector<int> numbers_of(std::string const& json, std::string const& name) {
  std::string const before = "\"" + name + "\": [";
  std::size_t const place = json.find(before);
  REQUIRE(place != std::string::npos);
  std::istringstream in(json.substr(place + before.size()));
  std::vector<int> result;
  int n = 0;
  for (char comma = ','; comma == ',' && in >> n; in >> comma) result.push_back(n);
  return result;
}

std::vector<recorded> cases(std::string const& folder) {
  std::string const json = read(folder + "golden_tokens.json");
  std::vector<recorded> result;
  char const* const files[]{"logits_p0_first8_f32.npy", "logits_p2_first8_f32.npy", "logits_p4_first8_f32.npy"};
  for (std::size_t at = json.find("{\"prompt\""); at != std::string::npos; at = json.find("{\"prompt\"", at + 1)) {
    std::string const one = json.substr(at, json.find("{\"prompt\"", at + 1) - at);
    recorded r{string_of(one, "prompt"), string_of(one, "stdout"), numbers_of(one, "prompt_tokens"),
               numbers_of(one, "tokens"), std::vector<float>(8 * 512)};
    REQUIRE(result.size() < 3);
    std::string const npy = read(folder + files[result.size()]);
    REQUIRE(npy.size() == 128 + r.logits.size() * sizeof(float));
    std::copy_n(npy.data() + 128, r.logits.size() * sizeof(float), reinterpret_cast<char*>(r.logits.data()));
    result.push_back(std::move(r));
  }
  REQUIRE(result.size() == 3);
  return result;
}

/// `forward(token, position)` gives the logits; the tokens that it makes, greedily, must be the recorded ones.
template <class Forward>
void compare(recorded const& r, stories::tokenizer const& t, Forward const& forward) {
  stories::sampler greedy({}, 512);
  REQUIRE(t.encode(r.prompt) == r.prompt_tokens);
  std::vector<int> tokens = r.prompt_tokens;
  std::string text;
  double largest = 0;
  for (std::size_t position = 0; position + 1 < r.tokens.size(); ++position) {
    std::span<float const> const logits = forward(tokens[position], position);
    if (position < 8)
      for (std::size_t i = 0; i < 512; ++i)
        largest = farther(largest, static_cast<double>(std::fabs(logits[i] - r.logits[position * 512 + i])));
    if (position + 1 == tokens.size()) tokens.push_back(greedy(logits));
    text += t.decode(tokens[position], tokens[position + 1]);
  }
  INFO("prompt " << r.prompt);
  CHECK(largest < 1e-3);
  CHECK(tokens == r.tokens);
  CHECK(text + "\n" == r.text);
}

}  // namespace

TEST_CASE("stories260K in plain loops says what was recorded") {
  std::string const folder = models::folder("stories260K");
  if (folder.empty()) return;
  stories::tokenizer const t(folder + "tok512.bin");
  stories::checkpoint const model(folder + "stories260K.bin");
  REQUIRE(t.size() == static_cast<int>(model.sizes().vocab));
  for (recorded const& r : cases(folder)) {
    plain::llama twin(model.sizes(), model.weights());
    compare(r, t, [&](int token, std::size_t position) {
      return std::span<float const>(twin.forward(token, position), model.sizes().vocab);
    });
  }
}

TEST_CASE("stories260K as a type says what was recorded, from either file") {
  std::string const folder = models::folder("stories260K");
  if (folder.empty()) return;
  stories::tokenizer const t(folder + "tok512.bin");
  stories::checkpoint const file(folder + "stories260K.bin");
  for (recorded const& r : cases(folder)) {
    tellers::teller const neighbours = tellers::of(file);
    compare(r, t, [&](int token, std::size_t) { return neighbours.read_one(token); });
    tellers::teller const halves = tellers::of(folder + "stories260K.hf_rotate_half.safetensors");
    compare(r, t, [&](int token, std::size_t) { return halves.read_one(token); });
  }
}
