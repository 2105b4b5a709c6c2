// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Changes of shape, alone and stacked, of tensors and of computed values, against the oracle.

#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

using namespace tenon::axes;

namespace {

template <class T, class... Axes>
auto values(std::uint64_t seed) {
  return tenon::random_uniform<T, Axes...>(seed, -2, 2);
}

}  // namespace

TEST_CASE("named changes of shape") {
  auto const x = values<float, batch<3>, seq<5>, hidden<24>>(1);
  TENON_AGREES(tenon::split<hidden, head<4>, head_dim<6>>(x) * 2);
  TENON_AGREES(tenon::permute<head, batch, head_dim, seq>(tenon::split<hidden, head<4>, head_dim<6>>(tenon::exp(x))));
  TENON_AGREES(tenon::merge<batch, seq, key>(x) + 1);
  TENON_AGREES(tenon::merge<seq, hidden, embed>(tenon::permute<seq, hidden, batch>(x)) - 1);
  TENON_AGREES(
      tenon::merge<head, head_dim, embed>(tenon::split<hidden, head<3>, head_dim<8>>(tenon::rename<seq, key>(x))));
  TENON_AGREES(tenon::slice<hidden, 3, 17>(tenon::slice<seq, 1, 3>(x)) * 3);
  TENON_AGREES(tenon::broadcast<head<2>, seq<5>>(tenon::slice<batch, 2, 1>(x)) + 0.5f);
  TENON_AGREES(tenon::merge<head, batch, key>(tenon::broadcast<head<2>>(tenon::sum<seq>(x))));
}

TEST_CASE("joined tensors") {
  auto const a = values<float, seq<3>, embed<7>>(1);
  auto const b = values<float, embed<7>, seq<5>>(2);
  auto const c = values<float, seq<3>, embed<20>>(3);
  TENON_AGREES(tenon::concat<seq>(a, b, a));
  TENON_AGREES(tenon::concat<embed>(a * 2, c, tenon::tanh(a)) + 1);
  TENON_AGREES(tenon::sum<seq>(tenon::concat<seq>(a, tenon::slice<seq, 1, 2>(b))));
  auto const p = values<double, tenon::dim<2>, tenon::dim<3>>(4);
  TENON_AGREES(tenon::concat<0>(p, tenon::reshape<4, 3>(tenon::concat<-1>(p, p))));
}

TEST_CASE("positional changes of shape") {
  auto const x = values<double, tenon::dim<4>, tenon::dim<6>, tenon::dim<5>>(5);
  TENON_AGREES(tenon::reshape<4, 2, 3, 5>(x) + 1.0);
  TENON_AGREES(tenon::permute<2, 0, 1>(x) * 2.0);
  TENON_AGREES(tenon::reshape<5, 24>(tenon::permute<2, 0, 1>(x)));
  TENON_AGREES(tenon::slice<1, 2, 3>(tenon::transpose(x)) / 3.0);
  TENON_AGREES(tenon::name_axes<seq, head, embed>(x) + tenon::zeros<double, head<6>>());
  TENON_AGREES(tenon::drop_names(tenon::name_axes<seq<4>, head<6>, embed<5>>(x)) * x);
}

TEST_CASE("rows of a table") {
  auto const table = values<float, vocab<11>, embed<20>>(6);
  auto const other = values<float, embed<6>, vocab<11>, head<3>>(7);
  auto const ids = tenon::random_uniform<int, batch<2>, seq<7>>(8, 0, 11);
  auto const long_ids = tenon::random_uniform<std::int64_t, seq<7>>(9, 0, 11);
  auto const bytes = tenon::random_uniform<std::uint8_t, tenon::dim<5>>(10, 0, 11);
  TENON_AGREES(tenon::take<vocab>(table, ids));
  TENON_AGREES(tenon::take<vocab>(other, long_ids) + 1);
  TENON_AGREES(tenon::take<0>(tenon::drop_names(table), bytes));
  TENON_AGREES(tenon::take<vocab>(table * 2, tenon::abs(ids - 5)) +
               tenon::slice<seq, 0, 7>(values<float, seq<9>, embed<20>>(1)));
  TENON_AGREES(tenon::sum<seq>(tenon::take<vocab>(table, ids)));
}
