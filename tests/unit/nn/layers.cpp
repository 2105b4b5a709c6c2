// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The layers that are neither projections nor attention: what they give, what they are when made, temporaries.

#include <tenon/tenon.hpp>

#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/names.hpp"

using namespace tenon::axes;
namespace nn = tenon::nn;

namespace {

template <std::size_t N>
struct inner : tenon::axis<inner, N> {};
template <std::size_t N>
struct channel : tenon::axis<channel, N> {};
template <std::size_t N>
struct row : tenon::axis<row, N> {};
template <std::size_t N>
struct column : tenon::axis<column, N> {};
template <std::size_t N>
struct patch : tenon::axis<patch, N> {};
template <std::size_t N>
struct pixel : tenon::axis<pixel, N> {};

auto const x = tenon::random_normal<float, batch<2>, seq<5>, embed<8>>(1);

}  // namespace

TEST_CASE("an embedding gives rows, and scores on the way back", "[nn]") {
  nn::embedding<vocab<11>, embed<8>> const table(3);
  tenon::tensor<int, seq<3>> const ids{4, 0, 10};
  tenon::tensor const rows = table(ids);
  STATIC_REQUIRE(std::is_same_v<decltype(rows), tenon::tensor<float, seq<3>, embed<8>> const>);
  CHECK(rows(2, 7) == table.weight(10, 7));
  CHECK(tenon::all_close(table.unembed(x), tenon::dot<embed>(x, table.weight)));
  CHECK(tenon::all_close(nn::embedding<vocab<11>, embed<8>>(3)(ids), rows));
  CHECK(tenon::all_close(nn::embedding<vocab<11>, embed<8>>(3).unembed(x), table.unembed(x)));
  tenon::tensor<int, seq<3>> const outside{4, 11, 0};
  CHECK_THROWS_AS(tenon::tensor(table(outside)), std::out_of_range);

  nn::embedding<double, tenon::dim<11>, tenon::dim<8>> const by_place(3);
  tenon::tensor<int, tenon::dim<3>> const places{4, 0, 10};
  tenon::tensor const found = by_place(places);
  CHECK(found(1, 2) == by_place.weight(0, 2));
  CHECK(tenon::all_close(by_place.unembed(found), tenon::matmul(found, tenon::transpose(by_place.weight))));
}

TEST_CASE("norms begin with a gain of 1, and know their epsilon", "[nn]") {
  auto const one = tenon::full<float, embed<8>>(1);
  auto const zero = tenon::zeros<float, embed<8>>();
  CHECK(tenon::all_close(nn::layer_norm<embed<8>>()(x), tenon::layer_norm<embed>(x, one, zero)));
  CHECK(tenon::all_close(nn::layer_norm<embed<8>>(0.5)(x), tenon::layer_norm<embed>(x, one, zero, 0.5)));
  CHECK(tenon::all_close(nn::layer_norm<embed<8>>(7)(x), tenon::layer_norm<embed>(x, one, zero)));  // a seed
  CHECK(tenon::all_close(nn::rms_norm<embed<8>>(0.5f)(x), tenon::rms_norm<embed>(x, one, 0.5)));
  nn::rms_norm<embed<8>> const kept(tenon::random_normal<float, embed<8>>(2));
  CHECK(tenon::all_close(kept(x), tenon::rms_norm<embed>(x, kept.gain)));
  CHECK(names(nn::layer_norm<embed<8>>()) == std::vector<std::string>{"gain", "bias"});
  CHECK(names(kept) == std::vector<std::string>{"gain"});

  nn::rms_norm<seq<5>, embed<8>> const both(tenon::random_normal<float, seq<5>, embed<8>>(2));
  tenon::tensor const flat = tenon::merge<seq, embed, hidden>(x);
  tenon::tensor const gain = tenon::merge<seq, embed, hidden>(both.gain);
  CHECK(tenon::all_close(tenon::merge<seq, embed, hidden>(tenon::evaluate(both(x))),
                         tenon::rms_norm<hidden>(flat, gain)));

  auto const y = tenon::random_normal<double, tenon::dim<3>, tenon::dim<8>>(1);
  auto const ones = tenon::full<double, tenon::dim<8>>(1);
  CHECK(tenon::all_close(nn::rms_norm<double, tenon::dim<8>>()(y), tenon::rms_norm<-1>(y, ones)));
  CHECK(tenon::all_close(nn::layer_norm<double, tenon::dim<8>>()(y), tenon::layer_norm<-1>(y, ones, 0.0)));
}

TEST_CASE("feed-forward layers are their products and an activation", "[nn]") {
  nn::feed_forward<embed<8>, inner<12>, nn::gelu> const plain(1);
  CHECK(tenon::all_close(plain(x), plain.down(tenon::gelu(plain.up(x)))));
  CHECK(names(plain) == std::vector<std::string>{"up.weight", "up.bias", "down.weight", "down.bias"});
  CHECK(tenon::all_close(nn::feed_forward<embed<8>, inner<12>, nn::gelu>(1)(x), plain(x)));
  nn::feed_forward<embed<8>, inner<12>> const by_default(1);
  CHECK(tenon::all_close(by_default(x), by_default.down(tenon::relu(by_default.up(x)))));

  using gated = nn::gated_feed_forward<embed<8>, inner<12>, nn::in_out, nn::no_bias>;
  gated const mlp(1);
  CHECK(names(mlp) == std::vector<std::string>{"gate.kernel", "up.kernel", "down.kernel"});
  CHECK(tenon::all_close(mlp(x), mlp.down(tenon::silu(mlp.gate(x)) * mlp.up(x))));
  CHECK(tenon::all_close(gated(1)(tenon::random_normal<float, batch<2>, seq<5>, embed<8>>(1)), mlp(x)));
}

TEST_CASE("a sequence of layers is one expression", "[nn]") {
  using mlp = nn::sequential<nn::layer_norm<embed<8>>, nn::linear<embed<8>, inner<12>>, nn::gelu, nn::dropout,
                             nn::linear<inner<12>, embed<8>>>;
  mlp const layers(5);
  auto const expected = layers.get<4>()(tenon::gelu(layers.get<1>()(layers.get<0>()(x))));
  CHECK(tenon::all_close(layers(x), expected));
  CHECK(tenon::all_close(mlp(5)(x), expected));
  CHECK(names(layers) == std::vector<std::string>{"0.gain", "0.bias", "1.weight", "1.bias", "4.weight", "4.bias"});
  STATIC_REQUIRE(tenon::parameter_count<mlp> == 16 + 108 + 104);
  CHECK(tenon::all_close(nn::sequential<>()(x), x));
  nn::sequential const made(nn::relu(), nn::linear<embed<8>, inner<12>>(3));
  CHECK(tenon::all_close(made(x), nn::linear<embed<8>, inner<12>>(3)(tenon::relu(x))));
}

TEST_CASE("patches are views of an image", "[nn]") {
  auto const images = tenon::random_normal<float, batch<2>, channel<3>, row<4>, column<6>>(1);
  nn::patches<channel<3>, row<4>, column<6>, patch<6>, pixel<12>> const cut;
  STATIC_REQUIRE(decltype(cut)::side == 2);
  auto const e = cut(images);
  STATIC_REQUIRE(tenon::plan_of<decltype(e)>::temporaries == 0);
  tenon::tensor const patches = e;
  STATIC_REQUIRE(std::is_same_v<decltype(patches), tenon::tensor<float, batch<2>, patch<6>, pixel<12>> const>);
  for (int b = 0; b < 2; ++b)
    for (int c = 0; c < 3; ++c)
      for (int r = 0; r < 4; ++r)
        for (int k = 0; k < 6; ++k)
          REQUIRE(patches(b, (r / 2) * 3 + k / 2, (c * 2 + r % 2) * 2 + k % 2) == images(b, c, r, k));
  // One image alone, with the channels last: the axes are found by name.
  auto const one = tenon::random_normal<float, row<4>, column<6>, channel<3>>(2);
  CHECK(tenon::all_close(cut(one), cut(tenon::permute<channel, row, column>(one)), 0));
  // Images whose number is known only at run time.
  tenon::tensor<float, tenon::upto<batch<4>>, channel<3>, row<4>, column<6>> some;
  some.resize<batch>(2);
  std::copy(images.begin(), images.end(), some.data());
  tenon::tensor const of_some = cut(some);
  CHECK(of_some.length<batch>() == 2);
  CHECK(std::equal(patches.begin(), patches.end(), of_some.data()));
}
