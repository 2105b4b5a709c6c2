// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Recorded cases of small layers: the public layers, with the weights that io::load finds by a naming.

#include "tests/files/golden_cases.hpp"

using namespace tenon::axes;
namespace io = tenon::io;
namespace nn = tenon::nn;

namespace {

template <std::size_t N>
struct channel : tenon::axis<channel, N> {};
template <std::size_t N>
struct row : tenon::axis<row, N> {};
template <std::size_t N>
struct column : tenon::axis<column, N> {};
template <std::size_t N>
struct patch : tenon::axis<patch, N> {};

template <class T>
auto input(golden_case<T> const& c) {
  return c.template get<batch<2>, seq<7>, embed<15>>("x");
}
template <class T>
auto output(golden_case<T> const& c) {
  return c.template get<batch<2>, seq<7>, embed<15>>("y");
}

template <class T>
void projections() {
  golden_case<T> const c("linear");
  auto const x = input(c);
  auto const y = c.template get<batch<2>, seq<7>, hidden<19>>("y");
  nn::linear<T, embed<15>, hidden<19>> out_in;  // whose names are the file's
  c.load(out_in, io::naming());
  CHECK(golden_difference(out_in(x), y) <= golden::tolerance<T>);
  nn::dense<T, embed<15>, hidden<19>> in_out;
  c.load(in_out, io::naming().weights(tenon::out_in).map("kernel", "weight"));
  CHECK(golden_difference(in_out(x), y) <= golden::tolerance<T>);

  golden_case<T> const gated("mlp_swiglu");
  nn::gated_feed_forward<embed<15>, hidden<19>, nn::silu, nn::no_bias, T> mlp;
  gated.load(mlp, io::naming().map("gate.weight", "w1").map("down.weight", "w2").map("up.weight", "w3"));
  CHECK(golden_difference(mlp(input(gated)), output(gated)) <= golden::tolerance<T>);
}

template <class T>
void norms() {
  auto const names = io::naming().map("gain", "weight");
  golden_case<T> const one("layer_norm");
  nn::layer_norm<T, embed<15>> norm;
  one.load(norm, names);
  CHECK(golden_difference(norm(input(one)), output(one)) <= golden::tolerance<T>);
  // Without weights there is nothing to load.
  golden_case<T> const plain("layer_norm_noaffine");
  CHECK(golden_difference(nn::layer_norm<T, embed<15>>(1e-6)(input(plain)), output(plain)) <= golden::tolerance<T>);
  golden_case<T> const offset("layer_norm_offset");
  CHECK(golden_difference(nn::layer_norm<T, embed<15>>()(input(offset)), output(offset)) <=
        (std::is_same_v<T, float> ? 5e-4 : 1e-11));
  golden_case<T> const both("layer_norm_2d");
  nn::layer_norm<T, seq<7>, embed<15>> norm_both;
  both.load(norm_both, names);
  CHECK(golden_difference(norm_both(input(both)), output(both)) <= golden::tolerance<T>);
  golden_case<T> const rms("rms_norm");
  nn::rms_norm<T, embed<15>> rms_norm;
  rms.load(rms_norm, names);
  CHECK(golden_difference(rms_norm(input(rms)), output(rms)) <= golden::tolerance<T>);
}

template <class T>
void tables() {
  golden_case<T> const c("embedding");
  nn::embedding<T, vocab<11>, embed<15>> table;
  c.load(table, io::naming());
  CHECK(golden_difference(table(c.template get_as<int, batch<2>, seq<7>>("ids")), output(c)) == 0);
}

/// An image becomes patches, projected, with one more token before them, and learned positions.
template <class T>
struct patch_embedding {
  using cut = nn::patches<channel<3>, row<8>, column<12>, seq<6>, hidden<48>>;
  using projection = nn::linear<T, hidden<48>, embed<15>>;
  using token = tenon::tensor<T, seq<1>, embed<15>>;
  using table = tenon::tensor<T, seq<7>, embed<15>>;
  BOOST_HANA_DEFINE_STRUCT(patch_embedding, (projection, proj), (token, first), (table, positions));

  template <class X>
  [[nodiscard]] auto operator()(X const& image) const {
    return tenon::concat<seq>(tenon::broadcast<batch<2>>(first), proj(cut()(image))) + positions;
  }
};
template <class T>
void images() {
  golden_case<T> const c("vit_patch_embed");
  patch_embedding<T> layer;
  c.load(
      layer,
      io::naming().map("first", "cls_token", io::shaped(1, 1, 15)).map("positions", "pos_embed", io::shaped(1, 7, 15)));
  auto const image = c.template get<batch<2>, channel<3>, row<8>, column<12>>("img");
  CHECK(golden_difference(layer(image), output(c)) <= golden::tolerance<T>);
  CHECK(golden_difference(typename patch_embedding<T>::cut()(image),
                          c.template get<batch<2>, seq<6>, hidden<48>>("patches")) == 0);
}

template <class T, class Pairing>
double rotation(golden_case<T> const& c, int offset) {
  nn::rope<T, Pairing, seq<10>, head_dim<6>> const rotate;
  auto const x = c.template get<batch<2>, head<3>, seq<7>, head_dim<6>>("x");
  return golden_difference(rotate(x, offset), c.template get<batch<2>, head<3>, seq<7>, head_dim<6>>("y"));
}
template <class T>
void rotations() {
  using recorded = golden_case<T>;
  CHECK(rotation<T, nn::adjacent_pairs>(recorded("rope_interleaved_off0"), 0) <= golden::tolerance<T>);
  CHECK(rotation<T, nn::adjacent_pairs>(recorded("rope_interleaved_off3"), 3) <= golden::tolerance<T>);
  CHECK(rotation<T, nn::half_split>(recorded("rope_half_off0"), 0) <= golden::tolerance<T>);
  CHECK(rotation<T, nn::half_split>(recorded("rope_half_off3"), 3) <= golden::tolerance<T>);
}

template <class T>
void all() {
  projections<T>();
  norms<T>();
  tables<T>();
  images<T>();
  rotations<T>();
}

}  // namespace

TEST_CASE("recorded layers with the weights of their files, float") {
  all<float>();
}
TEST_CASE("recorded layers with the weights of their files, double") {
  all<double>();
}
