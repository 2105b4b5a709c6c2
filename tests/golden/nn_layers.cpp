// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Recorded values through the layers of nn, whose weights are the recorded ones as they lie in the file.

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

using namespace tenon::axes;
namespace nn = tenon::nn;

namespace {

template <class T>
tenon::tensor<T, batch<2>, seq<7>, embed<15>> array(golden::file const& f, char const* name) {
  return f.get<T, batch<2>, seq<7>, embed<15>>(name);
}

template <class T>
void projections() {
  auto const linear = golden::load<T>("linear");
  nn::linear<T, embed<15>, hidden<19>> const layer(linear.template get<T, hidden<19>, embed<15>>("weight"),
                                                   linear.template get<T, hidden<19>>("bias"));
  TENON_GOLDEN(layer(array<T>(linear, "x")), (linear.template get<T, batch<2>, seq<7>, hidden<19>>("y")));

  auto const gated = golden::load<T>("mlp_swiglu");
  nn::gated_feed_forward<embed<15>, hidden<19>, nn::silu, nn::no_bias, T> mlp;
  mlp.gate.weight = gated.template get<T, hidden<19>, embed<15>>("w1");
  mlp.up.weight = gated.template get<T, hidden<19>, embed<15>>("w3");
  mlp.down.weight = gated.template get<T, embed<15>, hidden<19>>("w2");
  TENON_GOLDEN(mlp(array<T>(gated, "x")), array<T>(gated, "y"));

  auto const table = golden::load<T>("embedding");
  nn::embedding<T, vocab<11>, embed<15>> const rows(table.template get<T, vocab<11>, embed<15>>("weight"));
  auto const ids = table.template get<int, batch<2>, seq<7>>("ids");
  TENON_GOLDEN(rows(ids), array<T>(table, "y"), 0.0);
}

template <class T>
void norms() {
  auto const plain = golden::load<T>("layer_norm");
  nn::layer_norm<T, embed<15>> const norm(plain.template get<T, embed<15>>("weight"),
                                          plain.template get<T, embed<15>>("bias"));
  TENON_GOLDEN(norm(array<T>(plain, "x")), array<T>(plain, "y"));

  auto const without = golden::load<T>("layer_norm_noaffine");
  TENON_GOLDEN((nn::layer_norm<T, embed<15>>(1e-6)(array<T>(without, "x"))), array<T>(without, "y"));

  auto const offset = golden::load<T>("layer_norm_offset");
  TENON_GOLDEN((nn::layer_norm<T, embed<15>>()(array<T>(offset, "x"))), array<T>(offset, "y"),
               std::is_same_v<T, float> ? 5e-4 : 1e-11);

  auto const both = golden::load<T>("layer_norm_2d");
  nn::layer_norm<T, seq<7>, embed<15>> const over_both(both.template get<T, seq<7>, embed<15>>("weight"),
                                                       both.template get<T, seq<7>, embed<15>>("bias"));
  TENON_GOLDEN(over_both(array<T>(both, "x")), array<T>(both, "y"));

  auto const rms = golden::load<T>("rms_norm");
  nn::rms_norm<T, embed<15>> const root(rms.template get<T, embed<15>>("weight"));
  TENON_GOLDEN(root(array<T>(rms, "x")), array<T>(rms, "y"));
}

template <class T, class Activation>
std::string activation(char const* name, Activation const& layer) {
  auto const f = golden::load<T>(name);
  auto const x = f.template get<T, seq<279>>("x");
  return golden::complaint(layer(x), f.template get<T, seq<279>>("y"), golden::long_tolerance<T>);
}
template <class T>
void activations() {
  CHECK(activation<T>("relu", nn::relu()).empty());
  CHECK(activation<T>("tanh", nn::tanh()).empty());
  CHECK(activation<T>("sigmoid", nn::sigmoid()).empty());
  CHECK(activation<T>("silu", nn::silu()).empty());
  CHECK(activation<T>("gelu_exact", nn::gelu()).empty());
  CHECK(activation<T>("gelu_tanh", nn::gelu_tanh()).empty());
}

}  // namespace

TEST_CASE("recorded values through layers, float") {
  projections<float>();
  norms<float>();
  activations<float>();
}
TEST_CASE("recorded values through layers, double") {
  projections<double>();
  norms<double>();
  activations<double>();
}
