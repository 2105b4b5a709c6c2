// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// x = f(x): the right answer, whatever f reads and in whatever order; through tensors, views and strided views.

#include "tests/support/catch.hpp"

#include <tenon/tenon.hpp>

#include <algorithm>
#include <vector>

using namespace tenon::axes;

namespace {

template <class... Axes>
auto values(std::uint64_t seed) {
  return tenon::random_normal<float, Axes...>(seed);
}

/// Assigns f(x) to x, and f of an equal tensor to another one: the same bits.
template <class X, class F>
bool same_in_place(X x, F const& f) {
  X const copy = x;
  X apart;
  apart = f(copy);
  x = f(x);
  return std::ranges::equal(x, apart);
}

}  // namespace

TEST_CASE("elementwise, in place") {
  auto const x = values<seq<20>, embed<37>>(1);
  auto const b = values<embed<37>>(2);
  CHECK(same_in_place(x, [](auto const& y) { return y * 2 + 1; }));
  CHECK(same_in_place(x, [&](auto const& y) { return tenon::exp(y) * b + y; }));
  CHECK(same_in_place(x, [](auto const& y) { return y; }));
}

TEST_CASE("every result reads many elements") {
  auto const x = values<seq<20>, embed<20>>(1);
  auto const w = values<embed<20>, hidden<20>>(2);
  CHECK(same_in_place(x, [](auto const& y) { return tenon::softmax<embed>(y); }));
  CHECK(same_in_place(x, [](auto const& y) { return tenon::softmax<seq>(y) * y; }));
  CHECK(same_in_place(x, [&](auto const& y) { return tenon::rename<hidden, embed>(tenon::dot<embed>(y, w)); }));
  CHECK(same_in_place(x, [](auto const& y) { return y - tenon::broadcast<seq<20>>(tenon::mean<seq>(y)); }));
  CHECK(same_in_place(x, [](auto const& y) {
    auto const k = tenon::rename<seq, key>(y);
    return tenon::dot<key>(tenon::softmax<key>(tenon::dot<embed>(y, k)), k) + y;
  }));
  auto const gain = values<embed<20>>(3);
  CHECK(same_in_place(gain, [&](auto const& g) { return tenon::sum<seq>(x * g) + g; }));
}

TEST_CASE("elements that change places") {
  auto const x = values<seq<19>, embed<19>>(1);
  auto const transposed = [](auto const& y) {
    return tenon::rename<key, seq>(tenon::rename<seq, embed>(tenon::rename<embed, key>(y)));
  };
  CHECK(same_in_place(x, transposed));
  CHECK(same_in_place(x, [&](auto const& y) { return transposed(y) + y; }));
  CHECK(same_in_place(
      x, [](auto const& y) { return tenon::concat<seq>(tenon::slice<seq, 9, 10>(y), tenon::slice<seq, 0, 9>(y)); }));
  auto const p = tenon::tensor(tenon::drop_names(x));
  CHECK(same_in_place(p, [](auto const& y) { return tenon::transpose(y); }));
  CHECK(same_in_place(p, [](auto const& y) { return tenon::matmul(y, tenon::transpose(y)); }));
  tenon::tensor<int, seq<19>> ids;
  for (std::size_t i = 0; i < 19; ++i) ids(i) = static_cast<int>(18 - i);
  CHECK(same_in_place(x, [&](auto const& y) { return tenon::take<seq>(y, ids); }));
}

TEST_CASE("ids that become their own lookup") {
  tenon::tensor<int, seq<5>> permutation{4, 2, 3, 1, 0};
  permutation = tenon::take<seq>(permutation, permutation);
  CHECK(std::ranges::equal(permutation, std::vector<int>{0, 3, 1, 2, 4}));
}

TEST_CASE("views that overlap without being the same") {
  std::vector<float> memory(100), expected(100);
  for (std::size_t i = 0; i < 100; ++i) memory[i] = static_cast<float>(i * i % 37);
  for (int const shift : {1, 7, 16, 40}) {
    auto const n = static_cast<std::size_t>(shift);
    expected = memory;
    for (std::size_t i = 0; i < 60; ++i) expected[i + n] = memory[i] * 2 + 1;
    auto up = memory;
    tenon::view<float, seq<60>> to(up.data() + n);
    tenon::view<float const, seq<60>> const from(up.data());
    to = from * 2 + 1;
    CHECK(up == expected);

    expected = memory;
    for (std::size_t i = 0; i < 60; ++i) expected[i] = memory[i + n];
    auto down = memory;
    tenon::view<float, seq<60>> first(down.data());
    first = tenon::view<float const, seq<60>>(down.data() + n);
    CHECK(down == expected);
  }
}

TEST_CASE("a slice assigned to a neighbouring slice of the same tensor") {
  auto x = values<seq<12>, embed<10>>(1);
  auto const before = x;
  tenon::view<float, seq<8>, embed<10>> window(x.data() + 20);  // rows 2 to 9
  window = tenon::softmax<embed>(tenon::slice<seq, 0, 8>(x));
  tenon::tensor<float, seq<8>, embed<10>> const expected = tenon::softmax<embed>(tenon::slice<seq, 0, 8>(before));
  CHECK(std::ranges::equal(window, expected));
  CHECK(x(1, 9) == before(1, 9));
  CHECK(x(10, 0) == before(10, 0));
}

TEST_CASE("a strided view of the tensor that is read") {
  auto x = values<seq<6>, embed<10>>(1);
  auto const before = x;
  tenon::strided_view<float, tenon::strides<1, 10>, seq<6>, embed<6>> corner(x.data());  // the transposed 6×6 corner
  corner = tenon::slice<embed, 0, 6>(x) * 2;
  bool right = true;
  for (std::size_t i = 0; i < 6; ++i) {
    for (std::size_t j = 0; j < 6; ++j) right = right && x(i, j) == 2 * before(j, i);
    for (std::size_t j = 6; j < 10; ++j) right = right && x(i, j) == before(i, j);
  }
  CHECK(right);
}
