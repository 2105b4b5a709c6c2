// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Recorded values of the activations, of the linear layer and the gated one, and of the embedding.

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

using namespace tenon::axes;

namespace {

template <class T, class F>
std::string activation(char const* name, F const& f, double allowed = golden::long_tolerance<T>) {
  auto const recorded = golden::load<T>(name);
  return golden::complaint(f(recorded.template get<T, seq<279>>("x")), recorded.template get<T, seq<279>>("y"),
                           allowed);
}

template <class T>
void activations() {
  // (Functions, since the tensor that each is given is a temporary: the expression keeps it.)
  CHECK(activation<T>(
            "relu", [](auto x) { return tenon::relu(std::move(x)); }, 0)
            .empty());
  CHECK(activation<T>("tanh", [](auto x) { return tenon::tanh(std::move(x)); }).empty());
  CHECK(activation<T>("sigmoid", [](auto x) { return tenon::sigmoid(std::move(x)); }).empty());
  CHECK(activation<T>("silu", [](auto x) { return tenon::silu(std::move(x)); }).empty());
  CHECK(activation<T>("gelu_exact", [](auto x) { return tenon::gelu(std::move(x)); }).empty());
  CHECK(activation<T>("gelu_tanh", [](auto x) { return tenon::gelu_tanh(std::move(x)); }).empty());
}

template <class T>
void layers() {
  auto const linear = golden::load<T>("linear");  // y = x Wᵀ + b: by name, the order of W's axes is no matter
  auto const x = linear.template get<T, batch<2>, seq<7>, embed<15>>("x");
  auto const w = linear.template get<T, hidden<19>, embed<15>>("weight");
  auto const b = linear.template get<T, hidden<19>>("bias");
  auto const y = linear.template get<T, batch<2>, seq<7>, hidden<19>>("y");
  TENON_GOLDEN(tenon::dot<embed>(x, w) + b, y);
  tenon::nn::dense<T, embed<15>, hidden<19>> const layer(w, b);  // [in, out]: the copy permutes
  TENON_GOLDEN(layer(x), y);
  TENON_GOLDEN(tenon::matmul(tenon::drop_names(x), tenon::transpose(tenon::drop_names(w))) +
                   (tenon::broadcast<2, 7, 19>(tenon::drop_names(b))),
               tenon::tensor(tenon::drop_names(y)));

  auto const gated = golden::load<T>("mlp_swiglu");
  auto const gx = gated.template get<T, batch<2>, seq<7>, embed<15>>("x");
  auto const w1 = gated.template get<T, hidden<19>, embed<15>>("w1");
  auto const w2 = gated.template get<T, embed<15>, hidden<19>>("w2");
  auto const w3 = gated.template get<T, hidden<19>, embed<15>>("w3");
  TENON_GOLDEN(tenon::dot<hidden>(tenon::silu(tenon::dot<embed>(gx, w1)) * tenon::dot<embed>(gx, w3), w2),
               (gated.template get<T, batch<2>, seq<7>, embed<15>>("y")));

  auto const table = golden::load<T>("embedding");
  auto const ids = table.template get<int, batch<2>, seq<7>>("ids");
  TENON_GOLDEN(tenon::take<vocab>(table.template get<T, vocab<11>, embed<15>>("weight"), ids),
               (table.template get<T, batch<2>, seq<7>, embed<15>>("y")), 0.0);
}

}  // namespace

TEST_CASE("recorded activations, float") {
  activations<float>();
}
TEST_CASE("recorded activations, double") {
  activations<double>();
}
TEST_CASE("recorded linear, gated and embedding layers, float") {
  layers<float>();
}
TEST_CASE("recorded linear, gated and embedding layers, double") {
  layers<double>();
}
