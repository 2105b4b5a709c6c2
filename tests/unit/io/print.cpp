// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// What a shape, a tensor and a view look like on a stream, to the letter.

#include "tests/support/catch.hpp"

#include <tenon/tenon.hpp>

#include <sstream>
#include <string>

using namespace tenon::axes;

namespace {
template <class X>
std::string text(X const& x) {
  std::ostringstream out;
  out << x;
  return out.str();
}
}  // namespace

TEST_CASE("shapes") {
  CHECK(text(tenon::shape<seq<2>, embed<3>>()) == "[seq<2>, embed<3>]");
  CHECK(text(tenon::shape<tenon::dim<4>>()) == "[dim<4>]");
  CHECK(text(tenon::shape<>()) == "[]");
}

TEST_CASE("tensors") {
  CHECK(text(tenon::tensor<float, seq<2>, embed<3>>{1, 2.5f, -3, 4, 5, 6}) ==
        "[seq<2>, embed<3>]\n{{1, 2.5, -3},\n {4, 5, 6}}");
  CHECK(text(tenon::tensor<int, seq<3>>{1, 2, 3}) == "[seq<3>] {1, 2, 3}");
  CHECK(text(tenon::tensor<bool, seq<2>>{true, false}) == "[seq<2>] {true, false}");
  CHECK(text(tenon::tensor<double>(0.5)) == "[] 0.5");
  CHECK(text(tenon::tensor<signed char, seq<2>>{static_cast<signed char>(65), static_cast<signed char>(-1)}) ==
        "[seq<2>] {65, -1}");
  CHECK(text(tenon::iota<int, batch<2>, seq<2>, embed<2>>()) ==
        "[batch<2>, seq<2>, embed<2>]\n{{{0, 1},\n  {2, 3}},\n {{4, 5},\n  {6, 7}}}");
}

TEST_CASE("long axes are shortened") {
  CHECK(text(tenon::iota<int, seq<12>>()) == "[seq<12>] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}");
  CHECK(text(tenon::iota<int, seq<100>>()) == "[seq<100>] {0, 1, 2, ..., 97, 98, 99}");
  CHECK(text(tenon::iota<int, seq<13>, embed<1>>()) ==
        "[seq<13>, embed<1>]\n{{0},\n {1},\n {2},\n ...,\n {10},\n {11},\n {12}}");
}

TEST_CASE("views, also strided ones") {
  auto const x = tenon::iota<int, seq<2>, embed<3>>();
  CHECK(text(tenon::view<int const, seq<2>, embed<3>>(x)) == "[seq<2>, embed<3>]\n{{0, 1, 2},\n {3, 4, 5}}");
  CHECK(text(tenon::strided_view<int const, tenon::strides<1, 3>, embed<3>, seq<2>>(x.data())) ==
        "[embed<3>, seq<2>]\n{{0, 3},\n {1, 4},\n {2, 5}}");
}
