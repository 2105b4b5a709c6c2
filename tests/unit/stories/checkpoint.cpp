// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The reader of llama2.c's checkpoints: which array is where, and what is refused.

#include "tests/support/catch.hpp"

#include <array>
#include <cstring>
#include <numeric>
#include <string>
#include <vector>

#include "examples/stories/checkpoint.hpp"

namespace {

using header = std::array<std::int32_t, 7>;
constexpr header small{8, 6, 2, 4, 2, 5, 3};  // dim, hidden, layers, heads, kv heads, vocabulary, sequence
constexpr std::size_t embedding = 5 * 8, norms = 2 * 8, square = 2 * 8 * 8, narrow = 2 * 4 * 8, inner = 2 * 6 * 8,
                      parameters = embedding + 2 * norms + 2 * square + 2 * narrow + 3 * inner + 8, tables = 2 * 3 * 1;

/// A file whose number i, counted from 0, is i.
std::string file_with(header const& h, std::size_t floats = parameters + tables) {
  std::vector<float> values(floats);
  std::iota(values.begin(), values.end(), 0.0f);
  std::string file(sizeof h + floats * sizeof(float), '\0');
  std::memcpy(file.data(), h.data(), sizeof h);
  std::memcpy(file.data() + sizeof h, values.data(), floats * sizeof(float));
  return file;
}
stories::checkpoint made_of(std::string const& file) {
  return stories::checkpoint(stories::bytes("model", file));
}
header with(std::size_t i, std::int32_t n) {
  header h = small;
  h[i] = n;
  return h;
}

}  // namespace

TEST_CASE("sizes and arrays stand where llama2.c puts them") {
  auto const c = made_of(file_with(small));
  CHECK(c.sizes().dim == 8);
  CHECK(c.sizes().hidden == 6);
  CHECK(c.sizes().layers == 2);
  CHECK(c.sizes().heads == 4);
  CHECK(c.sizes().kv_heads == 2);
  CHECK(c.sizes().vocab == 5);
  CHECK(c.sizes().seq == 3);
  CHECK(c.sizes().parameters() == parameters);
  auto const w = c.weights();
  std::size_t place = 0;
  for (auto const& [array, count] : {std::pair{w.embedding, embedding},
                                     {w.attention_norm, norms},
                                     {w.query, square},
                                     {w.key, narrow},
                                     {w.value, narrow},
                                     {w.output, square},
                                     {w.ffn_norm, norms},
                                     {w.gate, inner},
                                     {w.down, inner},
                                     {w.up, inner},
                                     {w.final_norm, std::size_t{8}}}) {
    CHECK(array[0] == static_cast<float>(place));
    place += count;
  }
  CHECK(w.final_norm[7] == static_cast<float>(parameters - 1));
}

TEST_CASE("a file that is no checkpoint is refused with a sentence") {
  std::string const good = file_with(small);
  for (std::size_t length = 0; length < good.size(); ++length)
    CHECK_THROWS_WITH(made_of(good.substr(0, length)), Catch::StartsWith("model, byte "));
  CHECK_THROWS_WITH(made_of(good + "x"), Catch::Contains("bytes of weights expected, found"));
  CHECK_THROWS_WITH(made_of(file_with(small, parameters)), Catch::Contains("bytes of weights expected, found"));
  for (std::size_t i : {0u, 1u, 2u, 3u, 4u, 6u}) {
    for (std::int32_t n : {0, -1, 1 << 19, 0x7FFFFFFF})
      CHECK_THROWS_WITH(made_of(file_with(with(i, n))), Catch::Contains("not a checkpoint of llama2.c"));
  }
  CHECK_THROWS_WITH(made_of(file_with(with(5, -5))), Catch::Contains("weights of its own"));
  CHECK_THROWS_WITH(made_of(file_with(with(3, 3))), Catch::Contains("dim 8 does not make 3 heads"));
  CHECK_THROWS_WITH(made_of(file_with(with(3, 8))), Catch::Contains("dim 8 does not make 8 heads of an even length"));
  CHECK_THROWS_WITH(made_of(file_with(with(4, 3))), Catch::Contains("4 heads do not share 3 kv heads"));
  header const largest{1 << 18, 1 << 18, 1 << 18, 1 << 17, 1 << 17, 1 << 18, 1 << 18};
  CHECK_THROWS_WITH(made_of(file_with(largest)), Catch::Contains("bytes of weights expected, found"));
  CHECK_THROWS_WITH(stories::checkpoint("/nowhere/model.bin"), Catch::Contains("cannot be opened"));
}
