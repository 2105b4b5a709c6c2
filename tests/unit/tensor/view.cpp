// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Views of memory that somebody else owns: contiguous, only reading, strided. They write through and never own.

#include "tests/support/catch.hpp"

#include <tenon/tenon.hpp>

#include <array>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

using namespace tenon::axes;

TEST_CASE("a view reads and writes the memory of a vector, an array, a C array and a pointer") {
  std::vector<float> numbers{1, 2, 3, 4, 5, 6};
  tenon::view<float, seq<2>, embed<3>> x{std::span<float>(numbers)};
  CHECK(x(1, 0) == 4);
  CHECK(x.data() == numbers.data());
  CHECK((x.size() == 6 && x.end() - x.begin() == 6 && x.span()[5] == 6));
  x(1, 0) = 40;
  x = x + 1;
  CHECK(numbers == std::vector<float>{2, 3, 4, 41, 6, 7});

  std::array<double, 2> pair{1, 2};
  tenon::view<double, embed<2>> y(pair);
  double matrix[2][3] = {{1, 2, 3}, {4, 5, 6}};
  tenon::view<double, embed<2>, hidden<3>> m(matrix);
  y = tenon::sum<hidden>(m);
  CHECK((pair[0] == 6 && pair[1] == 15));
  int list[3] = {3, 1, 2};
  tenon::view<int, seq<3>> ids(list);
  CHECK(tenon::evaluate(tenon::take<hidden>(m, tenon::tensor(ids - 1)))(1, 0) == 6);
  tenon::view<float const, tenon::dim<6>> const all(numbers.data());
  float const total = tenon::sum(all);
  CHECK(total == 63);
}

TEST_CASE("the length of a range is checked at run time") {
  std::vector<float> numbers(5);
  using matrix = tenon::view<float, seq<2>, embed<3>>;
  CHECK_THROWS_AS(matrix(std::span<float>(numbers)), std::length_error);
  try {
    matrix{std::span<float>(numbers)};
  } catch (std::length_error const& e) {
    CHECK(e.what() == std::string("tenon: view: expected 6 elements for [seq<2>, embed<3>], found 5"));
  }
}

TEST_CASE("a view that only reads") {
  std::vector<float> const numbers{1, 2, 3, 4};
  tenon::view<float const, seq<2>, embed<2>> const x(numbers.data());
  tenon::tensor<float, seq<2>, embed<2>> const twice = x * 2;
  CHECK(twice(1, 1) == 8);
  CHECK(x.at(0, 1) == 2);
  CHECK_THROWS_AS(x.at(0, 2), std::out_of_range);
  tenon::tensor<float, seq<2>, embed<2>> t{5, 6, 7, 8};
  tenon::view<float const, seq<2>, embed<2>> const of_tensor = t;
  t(0, 0) = 50;
  CHECK(of_tensor(0, 0) == 50);
  tenon::view const deduced(t);
  deduced(0, 1) = 60;
  CHECK(t(0, 1) == 60);
}

TEST_CASE("assigning a view writes elements, it does not point elsewhere") {
  std::vector<float> a{1, 2, 3}, b{4, 5, 6};
  tenon::view<float, seq<3>> x(a.data());
  tenon::view<float, seq<3>> const y(b.data());
  x = y;
  CHECK(a == b);
  CHECK(x.data() == a.data());
  tenon::tensor<float, seq<3>> const t{7, 8, 9};
  x = t;
  CHECK(a == std::vector<float>{7, 8, 9});
  CHECK(b == std::vector<float>{4, 5, 6});
}

TEST_CASE("strided views: columns, every other element, a window of a larger matrix") {
  auto memory = tenon::iota<float, seq<6>, embed<10>>();
  using columns = tenon::strided_view<float const, tenon::strides<1, 10>, hidden<10>, key<6>>;
  CHECK(tenon::all_close(columns(memory.data()),
                         tenon::permute<hidden, key>(tenon::rename<embed, hidden>(tenon::rename<seq, key>(memory)))));
  tenon::strided_view<float, tenon::strides<20, 2>, seq<3>, embed<5>> every_other(memory.data() + 11);
  CHECK(every_other(1, 2) == 35);
  every_other = every_other * -1;
  CHECK((memory(1, 1) == -11 && memory(5, 9) == -59 && memory(1, 2) == 12 && memory(2, 1) == 21));
  tenon::strided_view<float, tenon::strides<10, 1>, seq<2>, embed<3>> window(memory.data() + 4);
  window = tenon::zeros<float, seq<2>, embed<3>>();
  CHECK((memory(0, 4) == 0 && memory(1, 6) == 0 && memory(0, 3) == 3 && memory(1, 7) == -17 && memory(2, 4) == 24));
  CHECK_THROWS_AS(window.at(1, 3), std::out_of_range);
}

TEST_CASE("a tensor of the same axes in another order, through views") {
  std::vector<float> rows{1, 2, 3, 4, 5, 6};
  std::vector<float> columns(6);
  tenon::view<float const, seq<2>, embed<3>> const x(rows.data());
  tenon::view<float, embed<3>, seq<2>> y(columns.data());
  y = x;
  CHECK(columns == std::vector<float>{1, 4, 2, 5, 3, 6});
}
