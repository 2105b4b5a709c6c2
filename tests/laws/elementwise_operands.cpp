// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// How operands of elementwise operations meet: order of axes, missing axes, numbers, truths, integers, positions, views
// with strides, slices, temporaries, functions of the user.

#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

using namespace tenon::axes;
using tenon::position;

namespace {

template <class T, class... Axes>
auto values(std::uint64_t seed) {
  return tenon::random_uniform<T, Axes...>(seed, -2, 2);
}

}  // namespace

TEMPLATE_TEST_CASE("operands align by name", "", float, double) {
  using T = TestType;
  auto const a = values<T, batch<2>, seq<5>, embed<13>>(1);
  auto const same = values<T, embed<13>, batch<2>, seq<5>>(2);
  auto const row = values<T, embed<13>>(3);
  auto const pair = values<T, embed<13>, batch<2>>(4);
  auto const column = values<T, seq<5>>(5);
  TENON_AGREES(a * same + row);
  TENON_AGREES((row + pair) * (same - column) / T(3));
  TENON_AGREES(tenon::where(a < column, row, pair + a));
  TENON_AGREES(T(1) - tenon::maximum(tenon::zeros<T, seq<5>>() + T(0.5), same));
}

TEST_CASE("truths and integers") {
  auto const a = values<float, seq<7>, embed<20>>(1);
  auto const b = values<float, embed<20>, seq<7>>(2);
  auto const i = tenon::random_uniform<int, seq<7>, embed<20>>(3, -9, 10);
  auto const j = tenon::random_uniform<int, embed<20>>(4, 1, 7);
  auto const on = tenon::random_uniform<bool, seq<7>>(5, 0, 2);
  TENON_AGREES((a < b && !(a == b)) || on);
  TENON_AGREES(tenon::where(on && i >= j, a, b * 2));
  TENON_AGREES(tenon::cast<float>(i * 3 - j) * a + tenon::cast<float>(on));
  TENON_AGREES(tenon::where(on != (a <= b), i + j, -i));
  TENON_AGREES(tenon::cast<int>(a * 10.0f) + tenon::abs(i) + tenon::square(j));
  TENON_AGREES(tenon::cast<double>(a) / 3.0 + tenon::cast<double>(i));
}

TEST_CASE("positions take their lengths from what they meet") {
  auto const scores = values<float, head<3>, seq<5>, key<9>>(1);
  auto const slope = values<float, head<3>>(2);
  TENON_AGREES(tenon::where(position<key>() <= position<seq>(), scores, -1e30f));
  TENON_AGREES(scores + slope * tenon::cast<float>(position<key>() - position<seq>()));
  TENON_AGREES(tenon::cast<float>(position<key>() * 2 + position<head>()) - scores);
  TENON_AGREES(tenon::broadcast<seq<4>, key<6>>(position<key>() <= position<seq>() + 1));
  auto const plain = values<float, tenon::dim<4>, tenon::dim<17>>(3);
  TENON_AGREES(tenon::where(position<-1>() <= position<0>() + 3, plain, 0.5f));
  TENON_AGREES(tenon::broadcast<3, 5>(position<1>() - position<0>()));
}

TEST_CASE("operands seen through views, with strides, sliced, and temporary") {
  auto const a = values<float, seq<6>, embed<20>>(1);
  auto const wide = values<float, seq<6>, embed<40>>(2);
  tenon::strided_view<float const, tenon::strides<1, 6>, seq<6>, embed<20>> const turned(a.data());
  tenon::strided_view<float const, tenon::strides<40, 2>, seq<6>, embed<20>> const every_second(wide.data());
  tenon::strided_view<float const, tenon::strides<0, 1>, seq<6>, embed<20>> const repeated(wide.data());
  tenon::strided_view<float const, tenon::strides<-20, 1>, seq<6>, embed<20>> const upside_down(a.data() + 100);
  tenon::view<float const, seq<6>, embed<20>> const plain(a);
  TENON_AGREES(turned + every_second * plain);
  TENON_AGREES(repeated - upside_down);
  TENON_AGREES(tenon::slice<embed, 3, 20>(wide) * a + tenon::slice<embed, 19, 20>(wide));
  TENON_AGREES(tenon::slice<seq, 1, 3>(a) + tenon::slice<seq, 2, 3>(turned));
  TENON_AGREES(values<float, embed<20>, seq<6>>(3) + values<float, seq<6>>(4) * plain);
}

TEST_CASE("positional operands") {
  auto const a = values<float, tenon::dim<3>, tenon::dim<5>, tenon::dim<17>>(1);
  auto const b = values<float, tenon::dim<3>, tenon::dim<5>, tenon::dim<17>>(2);
  auto const row = values<float, tenon::dim<17>>(3);
  auto const middle = values<float, tenon::dim<3>, tenon::dim<1>, tenon::dim<17>>(4);
  TENON_AGREES(a * b - 2 * a);
  TENON_AGREES(a + tenon::broadcast<3, 5, 17>(row) * tenon::broadcast<3, 5, 17>(middle));
  TENON_AGREES(tenon::transpose(a) + tenon::permute<0, 2, 1>(b));
  TENON_AGREES(tenon::reshape<15, 17>(a) / (tenon::reshape<15, 17>(b) + 4));
}

TEST_CASE("functions of the user, scalar and generic") {
  auto const a = values<float, seq<3>, embed<19>>(1);
  auto const b = values<float, embed<19>>(2);
  auto const scalar = [](float x) { return x > 0 ? x * 2 : x / 3; };
  auto const generic = [](auto x, auto y) { return x * y + x; };
  auto const truth = [](float x) { return x > 0.25f; };
  TENON_AGREES(tenon::map(scalar, a) + 1);
  TENON_AGREES(tenon::map(generic, a, b));
  TENON_AGREES(tenon::where(tenon::map(truth, a * b), tenon::map(scalar, tenon::map(generic, b, a)), a));
}
