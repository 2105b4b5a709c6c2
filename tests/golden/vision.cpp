// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Recorded patches of an image: split, permute and merge, a projection, one more token in front, learned positions.

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

using namespace tenon::axes;

namespace {

template <std::size_t N>
struct channel : tenon::axis<channel, N> {};
template <std::size_t N>
struct row : tenon::axis<row, N> {};
template <std::size_t N>
struct column : tenon::axis<column, N> {};
template <std::size_t N>
struct patch_row : tenon::axis<patch_row, N> {};
template <std::size_t N>
struct patch_column : tenon::axis<patch_column, N> {};
template <std::size_t N>
struct one : tenon::axis<one, N> {};

template <class T>
void patches() {
  auto const f = golden::load<T>("vit_patch_embed");
  auto const image = f.template get<T, batch<2>, channel<3>, row<8>, column<12>>("img");
  auto const blocks = tenon::split<column, patch_column<3>, column<4>>(tenon::split<row, patch_row<2>, row<4>>(image));
  auto const ordered = tenon::permute<batch, patch_row, patch_column, channel, row, column>(blocks);
  auto const flat = tenon::merge<channel, row, column, hidden>(tenon::merge<patch_row, patch_column, seq>(ordered));
  TENON_GOLDEN(flat, (f.template get<T, batch<2>, seq<6>, hidden<48>>("patches")), 0.0);

  auto const weight = f.template get<T, embed<15>, hidden<48>>("proj.weight");
  auto const bias = f.template get<T, embed<15>>("proj.bias");
  auto const first =
      tenon::evaluate(tenon::merge<one, seq, seq>(f.template get<T, one<1>, seq<1>, embed<15>>("cls_token")));
  auto const positions =
      tenon::evaluate(tenon::merge<one, seq, seq>(f.template get<T, one<1>, seq<7>, embed<15>>("pos_embed")));
  auto const embedded = tenon::dot<hidden>(flat, weight) + bias;
  TENON_GOLDEN(tenon::concat<seq>(tenon::broadcast<batch<2>>(first), embedded) + positions,
               (f.template get<T, batch<2>, seq<7>, embed<15>>("y")));
}

}  // namespace

TEST_CASE("recorded image patches, float") {
  patches<float>();
}
TEST_CASE("recorded image patches, double") {
  patches<double>();
}
