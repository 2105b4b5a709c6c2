// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Dense and linear layers: the same map with the weight in two orders, with and without bias, by name and by position.

#include <tenon/tenon.hpp>

#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/names.hpp"

using namespace tenon::axes;
namespace nn = tenon::nn;
using tenon::dim;

namespace {

template <class Dense, class Linear>
Linear turned(Dense const& layer) {
  Linear other;
  other.weight = layer.kernel;  // permuted by name
  other.bias = layer.bias;
  return other;
}

}  // namespace

TEMPLATE_TEST_CASE("a linear layer is a dense one with its weight the other way round", "[nn]", float, double) {
  using T = TestType;
  auto const x = tenon::random_normal<T, batch<3>, seq<5>, embed<7>>(1);
  nn::dense<T, embed<7>, head<2>, head_dim<4>> layer(2);
  layer.bias = tenon::random_normal<T, head<2>, head_dim<4>>(3);
  auto const other = turned<decltype(layer), nn::linear<T, embed<7>, head<2>, head_dim<4>>>(layer);
  tenon::tensor const y = layer(x);
  STATIC_REQUIRE(std::is_same_v<decltype(y), tenon::tensor<T, batch<3>, seq<5>, head<2>, head_dim<4>> const>);
  CHECK(tenon::all_close(other(x), y, 1e-5));
  STATIC_REQUIRE(std::is_same_v<decltype(other.weight), tenon::tensor<T, head<2>, head_dim<4>, embed<7>>>);

  SECTION("packed, both are one type") {
    nn::packed_dense const fast(layer);
    nn::packed_dense const fast_too(other);
    STATIC_REQUIRE(std::is_same_v<decltype(fast), decltype(fast_too)>);
    CHECK(tenon::all_close(fast(x), y, 1e-5));
    CHECK(tenon::all_close(fast_too(x), y, 1e-5));
  }
  SECTION("one made from the other has its weights turned") {
    CHECK(tenon::all_close(decltype(other)(layer)(x), y, 1e-5));
    CHECK(tenon::all_close(nn::dense<T, embed<7>, head<2>, head_dim<4>>(other)(x), y, 1e-5));
  }
  SECTION("without bias") {
    nn::dense<T, nn::no_bias, embed<7>, head<2>, head_dim<4>> const plain(layer.kernel);
    nn::linear<embed<7>, head<2>, head_dim<4>, T, nn::no_bias> const plain_too(other.weight);
    tenon::tensor const product = tenon::dot<embed>(x, layer.kernel);
    CHECK(tenon::all_close(plain(x), product, 1e-5));
    CHECK(tenon::all_close(plain_too(x), product, 1e-5));
    CHECK(names(plain) == std::vector<std::string>{"kernel"});
    CHECK(names(plain_too) == std::vector<std::string>{"weight"});
    CHECK(tenon::all_close(nn::packed_dense(plain_too)(x), product, 1e-5));
  }
  SECTION("a temporary gives its weights away") {
    auto const e = nn::linear<T, embed<7>, hidden<4>>(5)(tenon::random_normal<T, seq<5>, embed<7>>(1));
    nn::linear<T, embed<7>, hidden<4>> const kept(5);
    CHECK(tenon::all_close(tenon::tensor(e), tenon::tensor(kept(tenon::random_normal<T, seq<5>, embed<7>>(1)))));
  }
}

TEST_CASE("a linear layer of positional tensors", "[nn]") {
  auto const x = tenon::random_normal<float, dim<3>, dim<5>, dim<7>>(1);
  nn::linear<dim<7>, dim<4>> layer(2);
  layer.bias = tenon::random_normal<float, dim<4>>(3);
  nn::dense<dim<7>, dim<4>> const turned(tenon::tensor<float, dim<7>, dim<4>>(tenon::transpose(layer.weight)),
                                         layer.bias);
  tenon::tensor const y = turned(x);
  CHECK(tenon::all_close(layer(x), y, 1e-5));
  CHECK(tenon::all_close(nn::packed_dense(layer)(x), y, 1e-5));
  nn::linear<nn::no_bias, dim<7>, dim<4>> const plain(layer.weight);
  CHECK(tenon::all_close(plain(x), tenon::matmul(x, tenon::transpose(layer.weight)), 1e-5));
}

TEST_CASE("options come in any order, and a layer says the order of its weight", "[nn]") {
  STATIC_REQUIRE(std::is_same_v<nn::dense<double, nn::no_bias, embed<7>, hidden<4>>,
                                nn::dense<embed<7>, hidden<4>, nn::no_bias, double>>);
  STATIC_REQUIRE(std::is_same_v<nn::dense<embed<7>, hidden<4>>, nn::dense<float, embed<7>, hidden<4>>>);
  STATIC_REQUIRE(!std::is_same_v<nn::dense<embed<7>, hidden<7>>, nn::linear<embed<7>, hidden<7>>>);
  STATIC_REQUIRE(tenon::parameter_count<nn::linear<embed<7>, hidden<4>>> == 32);
  STATIC_REQUIRE(tenon::parameter_bytes<nn::dense<double, nn::no_bias, embed<7>, hidden<4>>> == 8 * 28);

  nn::dense<embed<7>, hidden<7>> const dense(1);
  nn::linear<embed<7>, hidden<7>> const linear(1);
  std::vector<tenon::weight_order> orders;
  auto const note = [&orders](auto const& p) { orders.push_back(p.order); };
  tenon::for_each_parameter(dense, note);
  tenon::for_each_parameter(linear, note);
  using tenon::weight_order;
  CHECK(orders == std::vector{weight_order::in_out, weight_order::none, weight_order::out_in, weight_order::none});

  using chosen = nn::options<nn::takes<nn::kind::value, nn::kind::order, nn::kind::activation>, nn::gelu, nn::in_out>;
  STATIC_REQUIRE(std::is_same_v<chosen::value_type, float>);
  STATIC_REQUIRE(std::is_same_v<chosen::activation, nn::gelu>);
  STATIC_REQUIRE(chosen::order == tenon::in_out);
  STATIC_REQUIRE(chosen::has_bias);
  STATIC_REQUIRE(nn::options<nn::takes<>>::order == tenon::out_in);
}
