// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// First values: by the order and the inputs of weights, by what layers say themselves, in a struct of the user's own.

#include <tenon/tenon.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include "tests/support/catch.hpp"

using namespace tenon::axes;
namespace nn = tenon::nn;

namespace {

template <std::size_t N>
struct inner : tenon::axis<inner, N> {};

/// A layer of the user's own, which says the order of its weight, from two axes to one.
struct mixing {
  static constexpr tenon::weight_order order = tenon::out_in;
  static constexpr std::size_t inputs = 2;
  using weight_type = tenon::tensor<float, hidden<10>, seq<5>, embed<16>>;
  using offset_type = tenon::tensor<float, hidden<10>>;
  BOOST_HANA_DEFINE_STRUCT(mixing, (weight_type, weight), (offset_type, offset));
};

struct model {
  using tokens_type = nn::embedding<vocab<50>, embed<16>>;
  using blocks_type = std::array<nn::feed_forward<embed<16>, inner<64>, nn::gelu>, 2>;
  using scale_type = tenon::tensor<float, embed<16>>;
  using head_type = nn::sequential<nn::layer_norm<embed<16>>, nn::dense<embed<16>, hidden<4>>>;
  using query_type = nn::dense<embed<16>, head<2>, head_dim<32>>;
  BOOST_HANA_DEFINE_STRUCT(model, (tokens_type, tokens), (blocks_type, blocks), (scale_type, scale), (mixing, mix),
                           (head_type, last), (query_type, query));
  model() : scale(tenon::full<float, embed<16>>(3)) {}
};

template <class Tensor>
double largest(Tensor const& t) {
  double most = 0;
  for (auto v : t) most = std::max(most, std::abs(static_cast<double>(v)));
  return most;
}
template <class Tensor>
bool spread_to(Tensor const& t, double limit) {
  return largest(t) <= limit && largest(t) > 0.9 * limit;
}

}  // namespace

TEST_CASE("weights begin spread by their inputs and outputs", "[nn]") {
  model m;
  m.blocks[1].up.bias = tenon::full<float, inner<64>>(7);
  m.mix.offset = tenon::full<float, hidden<10>>(7);
  m.last.get<0>().gain = tenon::zeros<float, embed<16>>();
  nn::initialize(m, 42);
  CHECK(spread_to(m.blocks[0].up.weight, std::sqrt(6.0 / 80)));
  CHECK(spread_to(m.blocks[1].down.weight, std::sqrt(6.0 / 80)));
  CHECK(spread_to(m.mix.weight, std::sqrt(6.0 / (80 + 10))));
  CHECK(spread_to(m.last.get<1>().kernel, std::sqrt(6.0 / 20)));
  CHECK(spread_to(m.query.kernel, std::sqrt(6.0 / 80)));
  CHECK(largest(m.blocks[1].up.bias) == 0);
  CHECK(largest(m.mix.offset) == 0);
  CHECK(tenon::all_close(m.last.get<0>().gain, tenon::full<float, embed<16>>(1), 0));
  double square = 0;
  for (float w : m.tokens.weight) square += static_cast<double>(w) * static_cast<double>(w);
  CHECK(std::abs(std::sqrt(square / 800) - 0.02) < 0.002);
  CHECK(tenon::all_close(m.scale, tenon::full<float, embed<16>>(3), 0));  // no layer speaks for it

  // The same seed gives the same, another one something else, and no two layers the same.
  model again, other;
  nn::initialize(again, 42);
  nn::initialize(other, 43);
  CHECK(tenon::all_close(again.mix.weight, m.mix.weight, 0));
  CHECK_FALSE(tenon::all_close(other.mix.weight, m.mix.weight, 1e-3));
  CHECK_FALSE(tenon::all_close(m.blocks[0].up.weight, m.blocks[1].up.weight, 1e-3));
}
