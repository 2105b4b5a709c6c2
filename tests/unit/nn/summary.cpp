// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The table of a model: parameters, sums, and what a call of each layer costs.

#include <tenon/nn/summary.hpp>
#include <tenon/tenon.hpp>

#include <array>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"

using namespace tenon::axes;
namespace nn = tenon::nn;

namespace {

template <std::size_t N>
struct inner : tenon::axis<inner, N> {};

/// A model of the user's own: one line says what its members are.
struct model {
  using tokens_type = nn::embedding<vocab<11>, embed<8>>;
  using blocks_type = std::array<nn::feed_forward<embed<8>, inner<16>, nn::gelu>, 2>;
  using norm_type = nn::layer_norm<embed<8>>;
  BOOST_HANA_DEFINE_STRUCT(model, (tokens_type, tokens), (blocks_type, blocks), (norm_type, norm));
};

/// The words of the line that begins with a word.
std::vector<std::string> line(std::string const& table, std::string const& first) {
  std::istringstream lines(table);
  for (std::string text; std::getline(lines, text);) {
    std::istringstream words(text);
    std::vector<std::string> found;
    for (std::string word; words >> word;) found.push_back(word);
    if (!found.empty() && found.front() == first) return found;
  }
  return {};
}

using words = std::vector<std::string>;

/// The second of the two tables.
std::string costs(std::string const& table) {
  return table.substr(table.find("\n\n"));
}

}  // namespace

TEST_CASE("a summary lists the parameters and their sums", "[nn]") {
  std::string const table = nn::summary(model());
  CHECK(line(table, "tokens.weight") == words{"tokens.weight", "[vocab<11>,", "embed<8>]", "88", "352"});
  CHECK(line(table, "blocks.{0..1}.up.bias") == words{"blocks.{0..1}.up.bias", "[inner<16>]", "32", "128"});
  constexpr std::size_t count = tenon::parameter_count<model>;
  CHECK(line(table, "all") == words{"all", std::to_string(count), std::to_string(4 * count)});
  CHECK(line(table, "layer").empty());
  // Columns: every line ends where the first one ends.
  std::istringstream lines(table);
  std::string head, text;
  std::getline(lines, head);
  while (std::getline(lines, text)) CHECK(text.size() == head.size());
}

TEST_CASE("a summary joins what only an index tells apart", "[nn]") {
  using one = nn::linear<embed<8>, inner<4>>;
  nn::sequential<one, nn::relu, nn::linear<inner<4>, hidden<8>>, std::array<one, 11>> const layers;
  std::string const table = nn::summary(layers);
  CHECK(line(table, "0.weight").at(3) == "32");
  CHECK(line(table, "{2..3}.weight").empty());  // 3 is an array
  CHECK(line(table, "2.bias").at(2) == "8");
  CHECK(line(table, "3.{0..10}.bias").empty());  // the first index counts
  CHECK(line(table, "3.10.bias").at(2) == "4");
}

TEST_CASE("with an input, a summary counts operations and workspace", "[nn]") {
  std::string const table = nn::summary(model(), tenon::shape<batch<2>, seq<5>, embed<8>>());
  tenon::tensor<float, batch<2>, seq<5>, embed<8>> const x;
  using Up = decltype(std::declval<nn::linear<embed<8>, inner<16>> const&>()(x));
  words const up = line(costs(table), "blocks.0.up");
  CHECK(up == words{"blocks.0.up", "[batch<2>,", "seq<5>,", "embed<8>]", "to", "[batch<2>,", "seq<5>,", "inner<16>]",
                    std::to_string(tenon::plan_of<Up>::flops), std::to_string(tenon::plan_of<Up>::workspace_bytes)});
  words const down = line(table, "blocks.1.down");
  CHECK(down.at(3) == "inner<16>]");
  CHECK(!line(table, "blocks.1").empty());
  CHECK(line(table, "norm").size() == 10);
  CHECK(line(table, "tokens").at(1) == "[batch<2>,");
  CHECK(nn::summary(model(), x) == table);

  // In a sequence, a layer gets what the one before it gives.
  nn::sequential<nn::embedding<vocab<11>, embed<8>>, nn::linear<embed<8>, inner<16>>, nn::relu> const layers(1);
  std::string const sequence = nn::summary(layers, tenon::shape<seq<5>>());
  CHECK(line(sequence, "1").at(1) == "[seq<5>,");
  CHECK(line(sequence, "1").at(2) == "embed<8>]");
  CHECK(line(costs(sequence), "all").at(1) == "[seq<5>]");

  // By position.
  nn::linear<tenon::dim<8>, tenon::dim<16>> const by_place;
  std::string const placed = nn::summary(by_place, tenon::shape<tenon::dim<5>, tenon::dim<8>>());
  CHECK(line(costs(placed), "all").at(2) == "dim<8>]");
}
