// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Run-time values that are wrong: ids outside their table, lengths outside their axis. They throw with what was
// expected and what was found, wherever in an expression they stand, before anything is written.

#include "tests/support/catch.hpp"

#include <tenon/tenon.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

using namespace tenon::axes;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

/// What assigning the expression throws; says so when nothing was thrown or when the destination was touched.
template <class Out, class E>
std::string thrown_by(E const& e) {
  Out out;
  for (auto& x : out) x = 77;
  try {
    out = e;
  } catch (std::out_of_range const& error) {
    bool const untouched = std::ranges::all_of(out, [](auto x) { return x == 77; });
    return untouched ? error.what() : "the destination was written";
  }
  return "nothing was thrown";
}

struct lookup {
  tenon::tensor<float, vocab<11>, embed<20>> table = tenon::random_normal<float, vocab<11>, embed<20>>(1);
  tenon::tensor<float, embed<20>, hidden<9>> w = tenon::random_normal<float, embed<20>, hidden<9>>(2);
  tenon::tensor<int, batch<2>, seq<3>> ids{0, 10, 3, 4, 5, 6};

  using rows = tenon::tensor<float, batch<2>, seq<3>, embed<20>>;
  using products = tenon::tensor<float, batch<2>, seq<3>, hidden<9>>;
};

}  // namespace

TEST_CASE("ids outside the table throw before anything is written") {
  lookup in;
  CHECK(thrown_by<lookup::rows>(tenon::take<vocab>(in.table, in.ids)) == "nothing was thrown");
  in.ids(1, 2) = 11;  // the last one: all the others are right
  std::string const expected = "tenon: take: id 11 is not in the table: expected 0 to 10 along vocab<11>";
  CHECK(thrown_by<lookup::rows>(tenon::take<vocab>(in.table, in.ids)) == expected);
  in.ids(1, 2) = -1;
  CHECK(thrown_by<lookup::rows>(tenon::take<vocab>(in.table, in.ids)) ==
        "tenon: take: id -1 is not in the table: expected 0 to 10 along vocab<11>");
  auto const positional = tenon::take<0>(tenon::drop_names(in.table), tenon::drop_names(in.ids));
  CHECK(thrown_by<tenon::ndtensor<float, 2, 3, 20>>(positional) ==
        "tenon: take: id -1 is not in the table: expected 0 to 10 along dim<11>");
}

TEST_CASE("ids are looked at wherever they stand") {
  lookup in;
  in.ids(1, 0) = 1000000;
  std::string const expected = "tenon: take: id 1000000 is not in the table: expected 0 to 10 along vocab<11>";
  auto const rows = tenon::take<vocab>(in.table, in.ids);
  CHECK(thrown_by<lookup::products>(tenon::relu(tenon::dot<embed>(rows * 2, in.w))) == expected);
  CHECK(thrown_by<lookup::rows>(tenon::softmax<embed>(rows) + tenon::materialize(rows)) == expected);
  CHECK(thrown_by<tenon::tensor<float>>(tenon::sum(rows)) == expected);
  // Ids that are themselves computed, and a lookup in a lookup.
  CHECK(thrown_by<lookup::rows>(tenon::take<vocab>(in.table, in.ids - 999990)) ==
        "tenon: take: id -999990 is not in the table: expected 0 to 10 along vocab<11>");
  tenon::tensor<int, key<4>> const inner{0, 1, 2, 12};
  tenon::tensor<int, head<2>> const outer{0, 1};
  CHECK(thrown_by<tenon::tensor<float, head<2>, embed<20>>>(
            tenon::take<key>(tenon::take<vocab>(in.table, inner), outer)) ==
        "tenon: take: id 12 is not in the table: expected 0 to 10 along vocab<11>");
}

TEST_CASE("ids of every integer type") {
  lookup const in;
  tenon::tensor<std::uint8_t, batch<2>> const bytes{std::uint8_t{10}, std::uint8_t{255}};
  tenon::tensor<std::int64_t, batch<2>> const longs{std::int64_t{0}, std::int64_t{1} << 40};
  tenon::tensor<unsigned, batch<2>> const naturals{4294967295u, 0u};
  using out = tenon::tensor<float, batch<2>, embed<20>>;
  CHECK(thrown_by<out>(tenon::take<vocab>(in.table, bytes)) ==
        "tenon: take: id 255 is not in the table: expected 0 to 10 along vocab<11>");
  CHECK(thrown_by<out>(tenon::take<vocab>(in.table, longs)) ==
        "tenon: take: id 1099511627776 is not in the table: expected 0 to 10 along vocab<11>");
  CHECK(thrown_by<out>(tenon::take<vocab>(in.table, naturals)) ==
        "tenon: take: id 4294967295 is not in the table: expected 0 to 10 along vocab<11>");
  tenon::tensor<std::int64_t, batch<2>> const fine{std::int64_t{10}, std::int64_t{0}};
  CHECK(tenon::evaluate(tenon::take<vocab>(in.table, fine))(0, 19) == in.table(10, 19));
}

TEST_CASE("lengths outside their axis throw before anything is written") {
  auto const scores = tenon::random_normal<float, batch<2>, seq<5>, key<30>>(1);
  auto const v = tenon::random_normal<float, batch<2>, key<30>, embed<8>>(2);
  auto const attended = [&](auto const& length) {
    return tenon::dot<key>(tenon::softmax<key>(tenon::where(tenon::key_length<key>(length), scores, -infinity)), v);
  };
  using out = tenon::tensor<float, batch<2>, seq<5>, embed<8>>;
  for (int fine : {0, 1, 30}) CHECK(thrown_by<out>(attended(fine)) == "nothing was thrown");
  CHECK(thrown_by<out>(attended(31)) ==
        "tenon: key_length: the length 31 does not fit: expected 0 to 30 along key<30>");
  CHECK(thrown_by<out>(attended(-1)) ==
        "tenon: key_length: the length -1 does not fit: expected 0 to 30 along key<30>");
  tenon::tensor<int, batch<2>> lengths{30, 0};
  CHECK(thrown_by<out>(attended(lengths)) == "nothing was thrown");
  lengths(1) = 99;
  CHECK(thrown_by<out>(attended(lengths)) ==
        "tenon: key_length: the length 99 does not fit: expected 0 to 30 along key<30>");
  // Outside of attention, and under other operations of masks.
  CHECK(thrown_by<tenon::tensor<float, batch<2>, seq<5>, key<30>>>(
            tenon::where(!tenon::key_length<key>(lengths) || tenon::causal<seq, key>(), scores, 0)) ==
        "tenon: key_length: the length 99 does not fit: expected 0 to 30 along key<30>");
}

TEST_CASE("nothing is lost on a throw") {
  lookup in;
  in.ids(0, 0) = 11;
  auto const rows = tenon::take<vocab>(in.table, in.ids);
  CHECK_THROWS_AS(lookup::rows(rows), std::out_of_range);
  CHECK_THROWS_AS(tenon::evaluate(rows), std::out_of_range);
  CHECK_THROWS_AS(tenon::evaluate<tenon::unfused>(tenon::exp(rows) + 1), std::out_of_range);

  lookup::rows out = tenon::full<float, batch<2>, seq<3>, embed<20>>(5);
  tenon::workspace_for<decltype(rows)> memory;
  CHECK_THROWS_AS(tenon::evaluate_into(out, rows, memory), std::out_of_range);
  CHECK(tenon::all_close(out, 5.0f, 0));
  std::vector<float> elements(6 * 20, 5.0f);
  tenon::view<float, batch<2>, seq<3>, embed<20>> through(elements.data());
  CHECK_THROWS_AS(through = rows, std::out_of_range);
  CHECK(std::ranges::count(elements, 5.0f) == 120);

  // A tensor that is its own input keeps its values, and everything works afterwards.
  auto const before = in.table;
  tenon::tensor<int, key<11>> all{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11};
  auto const shuffled = tenon::rename<key, vocab>(tenon::take<vocab>(in.table, all));
  CHECK_THROWS_AS(in.table = shuffled, std::out_of_range);
  CHECK(std::ranges::equal(in.table, before));
  all(10) = 0;
  in.table = shuffled;
  CHECK(in.table(10, 3) == before(0, 3));
  CHECK(in.table(9, 3) == before(9, 3));
}

TEST_CASE("a fully masked row gives zeros, in every way to run it") {
  auto const scores = tenon::random_normal<float, seq<5>, key<30>>(1);
  auto const v = tenon::random_normal<float, key<30>, embed<8>>(2);
  auto const visible = tenon::position<seq>() != 3 && tenon::position<key>() < 29;
  auto const weights = tenon::softmax<key>(tenon::where(visible, scores, -infinity));
  for (auto const& w : {tenon::evaluate(weights), tenon::evaluate<tenon::unfused>(weights)}) {
    for (std::size_t k = 0; k < 30; ++k) CHECK(w(3, k) == 0);
    CHECK(tenon::all_close(tenon::slice<seq, 0, 3>(tenon::sum<key>(w)), 1.0f));
  }
  for (auto const& y :
       {tenon::evaluate(tenon::dot<key>(weights, v)), tenon::evaluate<tenon::unfused>(tenon::dot<key>(weights, v))}) {
    for (std::size_t e = 0; e < 8; ++e) CHECK(y(3, e) == 0);
    CHECK(y(2, 0) != 0);
  }
}

// Whole numbers times whole numbers or powers of two (0x1p100 is 1.3e30): equal scores are equal in float too, in
// whatever order they are summed, so that the right weights are known.
TEST_CASE("huge scores do not overflow") {
  auto const q = tenon::random_uniform<float, seq<20>, head_dim<8>>(1, -2, 3);
  tenon::tensor<float, seq<20>, head_dim<8>> whole_q;
  tenon::tensor<float, key<40>, head_dim<8>> whole_k;
  for (std::size_t i = 0; i < whole_q.size(); ++i)
    whole_q.data()[i] = static_cast<float>(static_cast<int>(q.data()[i]));
  for (std::size_t i = 0; i < whole_k.size(); ++i)
    whole_k.data()[i] = static_cast<float>(static_cast<int>(i * 7 % 5) - 2);
  auto const v = tenon::random_normal<float, key<40>, embed<16>>(3);
  for (float scale : {80.0f, 1e3f, 0x1p100f, -0x1p100f, 0x1p28f, 0x1p29f, 0x1p30f}) {
    INFO("scale " << scale);
    auto const attended = tenon::dot<key>(tenon::softmax<key>(tenon::dot<head_dim>(whole_q, whole_k) * scale), v);
    auto const fused = tenon::evaluate(attended);
    auto const unfused = tenon::evaluate<tenon::unfused>(attended);
    double worst = 0;
    for (std::size_t t = 0; t < 20; ++t) {
      // All weight lies on the keys with the largest score, in equal parts: the next one is e^-80 of it.
      std::vector<float> scores(40);
      for (std::size_t k = 0; k < 40; ++k) {
        for (std::size_t d = 0; d < 8; ++d) scores[k] += whole_q(t, d) * whole_k(k, d);
        scores[k] *= scale;
      }
      float const largest = *std::ranges::max_element(scores);
      auto const winners = static_cast<double>(std::ranges::count(scores, largest));
      for (std::size_t e = 0; e < 16; ++e) {
        double expected = 0;
        for (std::size_t k = 0; k < 40; ++k)
          expected += scores[k] == largest ? static_cast<double>(v(k, e)) / winners : 0;
        for (float found : {fused(t, e), unfused(t, e)}) {
          double const d = std::abs(static_cast<double>(found) - expected);
          if (!(d <= worst)) worst = d;
        }
      }
    }
    CHECK(worst < 1e-5);
  }
}
