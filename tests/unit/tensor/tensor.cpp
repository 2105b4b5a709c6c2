// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Owning tensors at run time: values, zero, memory, copies and moves, element access. Constant evaluation and what must
// not compile are in tests/static and tests/compile_fail.

#include "tests/support/catch.hpp"

#include <tenon/tenon.hpp>

#include <array>
#include <cstdint>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

using namespace tenon::axes;

namespace {

using small = tenon::tensor<float, seq<2>, embed<3>>;     // inside the object
using large = tenon::tensor<double, seq<30>, embed<40>>;  // on the heap

template <class F>
std::string message_of(F const& f) {
  try {
    f();
  } catch (std::exception const& e) {
    return e.what();
  }
  return "nothing was thrown";
}

}  // namespace

TEST_CASE("a tensor is zero when made") {
  // Memory that was used before, so that zeros are not there by chance.
  for (int round = 0; round < 3; ++round) {
    large x;
    small y;
    for (double v : x) REQUIRE(v == 0);
    for (float v : y) REQUIRE(v == 0);
    for (double& v : x) v = 7;
    for (float& v : y) v = 7;
  }
  tenon::tensor<bool, seq<5>> const truths;
  for (bool v : truths) CHECK_FALSE(v);
}

TEST_CASE("values are listed flat, by rows or by blocks") {
  small const flat{1, 2, 3, 4, 5, 6};
  small const rows{{1, 2, 3}, {4, 5, 6}};
  tenon::tensor<int, batch<2>, seq<1>, embed<2>> const blocks{{{1, 2}}, {{3, 4}}};
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK(flat.data()[i] == static_cast<float>(i + 1));
    CHECK(rows.data()[i] == static_cast<float>(i + 1));
  }
  CHECK((blocks(0, 0, 1) == 2 && blocks(1, 0, 0) == 3));
  std::array<int, 6> const list{6, 5, 4, 3, 2, 1};
  CHECK(small(list)(1, 2) == 1);
  tenon::ndtensor<double, 2> const mixed{1, 2.5f};
  CHECK(mixed(1) == 2.5);
}

TEST_CASE("values of a range are counted at run time") {
  std::vector<float> values(6);
  std::iota(values.begin(), values.end(), 1.0f);
  small const x{std::span<float const>(values)};
  CHECK(x(1, 0) == 4);
  values.push_back(7);
  CHECK_THROWS_AS(small(std::span<float const>(values)), std::length_error);
  CHECK(message_of([&] { small{std::span<float const>(values)}; }) ==
        "tenon: tensor: expected 6 values for [seq<2>, embed<3>], found 7");
}

TEST_CASE("elements in row-major order, contiguous and aligned") {
  large x;
  for (std::size_t i = 0; i < 30; ++i) {
    for (std::size_t j = 0; j < 40; ++j) x(i, j) = static_cast<double>(100 * i + j);
  }
  CHECK(x.size() == 1200);
  CHECK(x.span().size() == 1200);
  CHECK(x.data()[41] == 101);
  CHECK(x.span()[1199] == 2939);
  CHECK(x.end() - x.begin() == 1200);
  CHECK(*x.begin() == 0);
  CHECK(&x(0, 0) == x.data());
  CHECK(reinterpret_cast<std::uintptr_t>(x.data()) % tenon::config::alignment == 0);
  large const& read = x;
  CHECK(read.at(29, 39) == 2939);
  CHECK(std::accumulate(read.begin(), read.begin() + 3, 0.0) == 3);
  tenon::tensor<float, seq<16>> inside;
  CHECK(reinterpret_cast<std::uintptr_t>(inside.data()) % tenon::config::alignment == 0);
}

TEST_CASE("at throws outside, and says which index and which shape") {
  small x{1, 2, 3, 4, 5, 6};
  CHECK(x.at(1, 2) == 6);
  x.at(1, 2) = 8;
  CHECK(x(1, 2) == 8);
  small const& read = x;
  CHECK_THROWS_AS(read.at(2, 0), std::out_of_range);
  CHECK_THROWS_AS(x.at(0, 3), std::out_of_range);
  CHECK_THROWS_AS(x.at(-1, 0), std::out_of_range);
  CHECK(message_of([&] { x.at(2, 0) = 9; }) ==
        "tenon: at: expected an index from 0 to 1 for axis seq<2> of [seq<2>, embed<3>], found 2");
  CHECK(message_of([&] { x.at(0, -4) = 9; }) ==
        "tenon: at: expected an index from 0 to 2 for axis embed<3> of [seq<2>, embed<3>], found -4");
  tenon::ndtensor<int, 4> const y;
  CHECK(message_of([&] { (void)y.at(4u); }) ==
        "tenon: at: expected an index from 0 to 3 for axis dim<4> of [dim<4>], found 4");
  CHECK(x(0, 0) == 1);
}

TEST_CASE("copies are deep, moves are cheap, a moved-from tensor may be used again") {
  large a = tenon::iota<double, seq<30>, embed<40>>();
  large b = a;
  b(0, 1) = -1;
  CHECK(a(0, 1) == 1);
  double const* const memory = a.data();
  large c = std::move(a);
  CHECK(c.data() == memory);
  a = c;
  CHECK(a(29, 39) == 1199);
  a = std::move(b);
  CHECK(a(0, 1) == -1);
  large const& self = a;
  a = self;
  CHECK(a(0, 1) == -1);
}

TEST_CASE("without a value: only the memory") {
  large x(tenon::uninitialized);
  x = tenon::full<double, seq<30>, embed<40>>(3);
  CHECK(x(29, 39) == 3);
  small y(tenon::uninitialized);
  y = tenon::full<float, seq<2>, embed<3>>(3);
  CHECK(y(1, 2) == 3);
}

TEST_CASE("rank 0 is a number") {
  small const x{1, 2, 3, 4, 5, 6};
  float const total = tenon::sum(x);
  CHECK(total == 21);
  tenon::tensor const t = tenon::sum(x);
  CHECK(t() == 21);
  CHECK(static_cast<float>(t) == 21);
  double const mean = tenon::mean<seq, embed>(tenon::cast<double>(x));
  CHECK(mean == 3.5);
  int const where = tenon::argmax<embed>(tenon::merge<seq, embed, embed>(x));
  CHECK(where == 5);
  bool const any = tenon::max(tenon::cast<int>(x > 5)) == 1;
  CHECK(any);
  tenon::tensor<float> y{2.0f};
  y = tenon::sum(x) + y * 2;
  CHECK(y() == 25);
}
