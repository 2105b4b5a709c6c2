// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Axes whose lengths are known only at run time: what a tensor of such an axis is, what throws, and that every
// operation gives what it gives for an axis of that length, with NaN in all that lies beyond.

#include "tests/support/catch.hpp"

#include <tenon/tenon.hpp>

#include <algorithm>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <string>

#include <tenon/io/print.hpp>

using namespace tenon::axes;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t capacity = 40;

using open = tenon::tensor<float, batch<2>, tenon::upto<seq<capacity>>, embed<24>>;

/// The same elements in room for more positions, NaN beyond.
template <std::size_t N>
open opened(tenon::tensor<float, batch<2>, seq<N>, embed<24>> const& x) {
  open y = tenon::full<open>(nan);
  y.resize<seq>(N);
  for (std::size_t b = 0; b < 2; ++b)
    for (std::size_t s = 0; s < N; ++s)
      for (std::size_t e = 0; e < 24; ++e) y(b, s, e) = x(b, s, e);
  return y;
}

/// Equal within the lengths of the one that has such, which are the other's extents.
template <class Open, class Fixed>
bool same(Open const& a, Fixed const& b) {
  using A = tenon::shape_of<Open>;
  using B = tenon::shape_of<Fixed>;
  bool equal = true;
  std::size_t n = 0;
  auto const* expected = b.data();
  tenon::detail::for_each_within<A, tenon::row_major<A>>(a.lengths(), [&](std::ptrdiff_t at) {
    if (n < B::size) equal = equal && tenon::detail::close(a.data()[at], expected[n], 1e-5);
    ++n;
  });
  return equal && n == B::size;
}

template <std::size_t N, class F>
void check(char const* name, F const& f) {
  tenon::tensor const x = tenon::random_normal<float, batch<2>, seq<N>, embed<24>>(1);
  open const y = opened<N>(x);
  INFO(name << ", length " << N);
  tenon::tensor const expected = f(x);
  CHECK(same(tenon::evaluate(f(y)), expected));
}

template <class F>
std::string thrown_by(F const& f) {
  try {
    f();
  } catch (std::logic_error const& error) {
    return error.what();
  }
  return "nothing was thrown";
}

}  // namespace

TEMPLATE_TEST_CASE_SIG("a length known at run time gives what the length in the type gives", "[lengths]",
                       ((std::size_t N), N), 1, 17) {
  tenon::tensor const w = tenon::random_normal<float, embed<24>, hidden<40>>(2);
  tenon::tensor const g = tenon::random_normal<float, embed<24>>(3);
  tenon::tensor const table = tenon::random_normal<float, vocab<24>, head_dim<9>>(4);
  tenon::tensor const few = tenon::random_normal<float, batch<2>, head<1>, embed<24>>(5);
  check<N>("elementwise", [&](auto const& x) { return exp(x) * g + tenon::cast<float>(tenon::position<seq>()); });
  check<N>("lanes", [](auto const& x) { return tenon::permute<embed, batch, seq>(x) * 2.0f; });
  check<N>("product", [&](auto const& x) { return tenon::gelu(tenon::dot<embed>(x, w)); });
  check<N>("columns", [](auto const& x) { return tenon::dot<embed>(x, tenon::rename<seq, key>(x)); });
  check<N>("summed", [](auto const& x) { return tenon::dot<seq>(x, tenon::rename<embed, hidden>(x)); });
  check<N>("two summed", [](auto const& x) { return tenon::dot<batch, seq>(x, tenon::rename<embed, hidden>(x)); });
  check<N>("mean", [](auto const& x) { return tenon::mean<seq>(x); });
  check<N>("max of all", [](auto const& x) { return tenon::max<batch, seq, embed>(x); });
  check<N>("argmax", [](auto const& x) { return tenon::argmax<seq>(x); });
  check<N>("logsumexp", [](auto const& x) { return tenon::logsumexp<seq>(x); });
  check<N>("row in each lane", [](auto const& x) { return tenon::softmax<seq>(x); });
  check<N>("row along the lanes", [](auto const& x) {
    return tenon::log_softmax<seq>(tenon::evaluate(tenon::permute<embed, batch, seq>(x)));
  });
  check<N>("norm of each", [&](auto const& x) { return tenon::layer_norm<embed>(x, g, g); });
  check<N>("attention", [](auto const& x) {
    auto const k = tenon::rename<seq, key>(x);
    auto const scores = tenon::where(tenon::causal<seq, key>(), tenon::dot<embed>(x, k) * 0.2f, -infinity);
    return tenon::dot<key>(tenon::softmax<key>(scores), tenon::rename<embed, hidden>(k));
  });
  check<N>("attention to all", [](auto const& x) {
    auto const k = tenon::rename<seq, key>(x);
    return tenon::dot<key>(tenon::softmax<key>(tenon::dot<embed>(x, k)), tenon::rename<embed, hidden>(k));
  });
  check<N>("few queries", [&](auto const& x) {
    auto const k = tenon::rename<seq, key>(x);
    return tenon::dot<key>(tenon::softmax<key>(tenon::dot<embed>(few, k)), tenon::rename<embed, hidden>(k));
  });
  check<N>("concat", [](auto const& x) { return tenon::concat<embed>(x, tenon::slice<embed, 3, 7>(x)); });
  check<N>("lookup", [&](auto const& x) { return tenon::take<vocab>(table, tenon::argmax<embed>(x)); });
  check<N>("repeated", [](auto const& x) { return tenon::broadcast<head<2>>(x) + 1.0f; });
  tenon::tensor<int> last;
  *last.data() = static_cast<int>(N) - 1;
  check<N>("last", [&](auto const& x) { return tenon::take<seq>(x, last); });
}

TEST_CASE("resize changes the length, or throws and changes nothing") {
  open x;
  CHECK(x.length<seq>() == capacity);
  CHECK(x.length<embed>() == 24);
  x.resize<seq>(7);
  CHECK(x.length<seq>() == 7);
  CHECK(thrown_by([&] { x.resize<seq>(capacity + 1); }) ==
        "tenon: resize: the length 41 does not fit upto<seq<40>>: expected 1 to 40");
  CHECK(thrown_by([&] { x.resize<seq>(0); }) ==
        "tenon: resize: the length 0 does not fit upto<seq<40>>: expected 1 to 40");
  CHECK(x.length<seq>() == 7);
  CHECK(thrown_by([&] { static_cast<void>(x.at(0, 7, 0)); }) ==
        "tenon: at: expected an index from 0 to 6 for axis upto<seq<40>> of [batch<2>, upto<seq<40>>, embed<24>], "
        "found 7");
  x.at(0, 6, 0) = 1;
  open const y = x;
  CHECK(y.length<seq>() == 7);
}

TEST_CASE("a destination takes the length; a view must have it") {
  open x = tenon::random_normal<open>(1), y;
  x.resize<seq>(9);
  y.resize<seq>(3);
  y = x * 2.0f;
  CHECK(y.length<seq>() == 9);
  x = x * 2.0f;  // in place
  CHECK(tenon::all_close(x, y));
  x = x + tenon::mean<seq>(x);  // through a temporary
  CHECK(x.length<seq>() == 9);
  y.resize<seq>(8);
  CHECK_FALSE(tenon::all_close(x, y));
  tenon::view<float, batch<2>, tenon::upto<seq<capacity>>, embed<24>> window(y);
  CHECK(window.length<seq>() == 8);
  CHECK(
      thrown_by([&] { window = x * 2.0f; }) ==
      "tenon: lengths differ: seq has length 9 in the expression and 8 in the view that it is assigned to; resize the "
      "view first");
  window.resize<seq>(9);
  window = x * 2.0f;
  y.resize<seq>(9);
  CHECK(tenon::all_close(y, x * 2.0f));
  tenon::tensor const permuted = tenon::evaluate(tenon::permute<embed, seq, batch>(x));
  CHECK(permuted.length<seq>() == 9);
  y = permuted;
  CHECK(tenon::all_close(y, x));
}

TEST_CASE("lengths of one name must be equal where operands meet, and nothing is written where they are not") {
  open x = tenon::random_normal<open>(1), y = tenon::random_normal<open>(2);
  x.resize<seq>(5);
  y.resize<seq>(6);
  std::string const expected =
      "tenon: lengths differ: seq has length 5 in one operand and 6 in another, both upto<seq<40>>";
  open z = tenon::full<open>(77.0f);
  z.resize<seq>(2);
  CHECK(thrown_by([&] { z = x + y; }) == expected);
  auto const sum = x + exp(y);
  static tenon::workspace_for<decltype(sum)> memory;
  CHECK(thrown_by([&] { tenon::evaluate_into(z, sum, memory); }) == expected);
  CHECK(z.length<seq>() == 2);
  CHECK(std::all_of(z.begin(), z.end(), [](float v) { return v == 77.0f; }));
  auto const in_product = [&] { static_cast<void>(tenon::evaluate(tenon::dot<seq, batch, embed>(x, y))); };
  CHECK(thrown_by(in_product) == expected);
  auto const in_batch = [&] { static_cast<void>(tenon::evaluate(tenon::dot<embed>(x, y))); };
  CHECK(thrown_by(in_batch) == expected);
  auto const joined = [&] { static_cast<void>(tenon::evaluate(tenon::concat<embed>(x, y))); };
  CHECK(thrown_by(joined) == expected);
  // Another name is another length.
  tenon::tensor const scores = tenon::dot<embed>(x, tenon::rename<seq, key>(y));
  CHECK(scores.length<seq>() == 5);
  CHECK(scores.length<key>() == 6);
  auto const unequal = [&] {
    static_cast<void>(tenon::evaluate(scores + tenon::dot<embed>(x, tenon::rename<seq, key>(x))));
  };
  CHECK(thrown_by(unequal) ==
        "tenon: lengths differ: key has length 6 in one operand and 5 in another, both upto<key<40>>");
}

TEST_CASE("an expression reads a tensor with the length that it has when it runs") {
  open x = tenon::random_normal<open>(1);
  auto const total = tenon::sum<seq>(x);
  for (std::size_t const n : {3U, 17U, 2U}) {
    x.resize<seq>(n);
    tenon::tensor const found = total;
    float expected = 0;
    for (std::size_t i = 0; i < n; ++i) expected += x(1, i, 5);
    CHECK(found(1, 5) == Approx(expected).margin(1e-5));
  }
  tenon::view<float, batch<2>, tenon::upto<seq<capacity>>, embed<24>> window(x);
  auto const twice = window * 2.0f;  // a view may be gone when the expression runs: its length is part of it
  window.resize<seq>(9);
  CHECK(tenon::evaluate(twice).length<seq>() == 2);
}

TEST_CASE("ids are looked at within the length alone, and against the length") {
  tenon::tensor const table = tenon::random_normal<float, vocab<11>, embed<8>>(1);
  tenon::tensor<int, tenon::upto<seq<20>>> ids;
  std::fill(ids.begin(), ids.end(), 99);
  ids.resize<seq>(2);
  ids(0) = 3;
  ids(1) = 10;
  tenon::tensor const rows = tenon::take<vocab>(table, ids);
  CHECK(rows.length<seq>() == 2);
  CHECK(rows(1, 7) == table(10, 7));
  ids.resize<seq>(3);
  CHECK(thrown_by([&] { static_cast<void>(tenon::evaluate(tenon::take<vocab>(table, ids))); }) ==
        "tenon: take: id 99 is not in the table: expected 0 to 10 along vocab<11>");
  tenon::tensor<int, batch<1>> const beyond{2};
  CHECK(thrown_by([&] { static_cast<void>(tenon::evaluate(tenon::take<seq>(rows, beyond))); }) ==
        "tenon: take: id 2 is not in the table: expected 0 to 1 along upto<seq<20>>");
}

TEST_CASE("a fixed table is read up to a length through a view; printing ends there") {
  tenon::tensor const table = tenon::iota<float, seq<5>, embed<2>>();
  tenon::view<float const, tenon::upto<seq<5>>, embed<2>> first(table);
  first.resize<seq>(2);
  tenon::tensor const twice = first * 2.0f;
  std::ostringstream text;
  text << twice;
  CHECK(text.str() == "[upto<seq<5>>, embed<2>]\n{{0, 2},\n {4, 6}}");
}
