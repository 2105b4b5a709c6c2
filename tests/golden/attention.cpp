// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Recorded scaled dot product attention: plain, masked, biased, cross, grouped heads, huge scores. Also its weights.

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

using namespace tenon::axes;

namespace {

template <std::size_t N>
struct group : tenon::axis<group, N> {};  // the query heads that share a head of keys
template <std::size_t N>
struct one : tenon::axis<one, N> {};

/// Heads H of which the keys have Hk, lengths Tq and Tk, widths D and Dv.
template <class T, std::size_t Tq = 7, std::size_t Tk = 7, std::size_t Dv = 5, std::size_t H = 3, std::size_t Hk = 3>
struct recorded {
  golden::file f;
  tenon::tensor<T, batch<2>, head<H>, seq<Tq>, head_dim<5>> q = f.get<T, batch<2>, head<H>, seq<Tq>, head_dim<5>>("q");
  tenon::tensor<T, batch<2>, head<Hk>, key<Tk>, head_dim<5>> k =
      f.get<T, batch<2>, head<Hk>, key<Tk>, head_dim<5>>("k");
  tenon::tensor<T, batch<2>, head<Hk>, key<Tk>, head_dim<Dv>> v =
      f.get<T, batch<2>, head<Hk>, key<Tk>, head_dim<Dv>>("v");
  tenon::tensor<T, batch<2>, head<H>, seq<Tq>, head_dim<Dv>> y =
      f.get<T, batch<2>, head<H>, seq<Tq>, head_dim<Dv>>("y");
  explicit recorded(char const* name) : f(golden::load<T>(name)) {}

  [[nodiscard]] auto scores(double scale = 1 / std::sqrt(5.0)) const { return tenon::dot<head_dim>(q, k) * scale; }
  /// Each head of keys answers a group of query heads.
  [[nodiscard]] auto grouped_scores() const {
    return tenon::dot<head_dim>(tenon::split<head, head<Hk>, group<H / Hk>>(q), k) * (1 / std::sqrt(5.0));
  }
};

constexpr float infinity = std::numeric_limits<float>::infinity();

template <class Scores, class V>
auto attend(Scores const& scores, V const& v) {
  return tenon::dot<key>(tenon::softmax<key>(scores), v);
}

template <class T>
void plain_and_masked() {
  recorded<T> const plain("sdpa");
  TENON_GOLDEN(attend(plain.scores(), plain.v), plain.y);
  TENON_GOLDEN(tenon::softmax<key>(plain.scores()), (plain.f.template get<T, batch<2>, head<3>, seq<7>, key<7>>("w")));
  recorded<T> const causal("sdpa_causal");
  TENON_GOLDEN(attend(tenon::where(tenon::causal<seq, key>(), causal.scores(), -infinity), causal.v), causal.y);
  recorded<T, 4, 7> const cached("sdpa_causal_offset");
  TENON_GOLDEN(attend(tenon::where(tenon::causal<seq, key>(3), cached.scores(), -infinity), cached.v), cached.y);
  recorded<T> const scaled("sdpa_scale");
  TENON_GOLDEN(attend(scaled.scores(0.3), scaled.v), scaled.y);
  recorded<T> const padded("sdpa_keypad");
  auto const keep = tenon::evaluate(padded.f.template get<int, batch<2>, key<7>>("keep") != 0);
  TENON_GOLDEN(attend(tenon::where(keep, padded.scores(), -infinity), padded.v), padded.y);
  recorded<T> const biased("sdpa_addmask");
  auto const mask = biased.f.template get<T, batch<2>, one<1>, seq<7>, key<7>>("mask");
  TENON_GOLDEN(attend(biased.scores() + tenon::merge<batch, one, batch>(mask), biased.v), biased.y);
}

template <class T>
void other_shapes() {
  recorded<T, 7, 4, 8> const cross("sdpa_cross");
  TENON_GOLDEN(attend(cross.scores(), cross.v), cross.y);
  recorded<T> const large("sdpa_large");
  TENON_GOLDEN(attend(large.scores(), large.v), large.y, std::is_same_v<T, float> ? 3e-4 : 1e-11);
  auto const grouped = [](auto const& in) {
    return tenon::merge<head, group, head>(
        attend(tenon::where(tenon::causal<seq, key>(), in.grouped_scores(), -infinity), in.v));
  };
  recorded<T, 7, 7, 5, 6, 3> const gqa("sdpa_gqa");
  TENON_GOLDEN(grouped(gqa), gqa.y);
  recorded<T, 7, 7, 5, 6, 1> const mqa("sdpa_mqa");
  TENON_GOLDEN(grouped(mqa), mqa.y);
}

/// Without names: softmax over the last axis, the keys transposed.
template <class T>
void positional() {
  recorded<T> const in("sdpa_causal");
  auto const q = tenon::drop_names(in.q);
  auto const k = tenon::drop_names(in.k);
  auto const v = tenon::drop_names(in.v);
  auto const scores = tenon::matmul(q, tenon::transpose(k)) * T(1 / std::sqrt(5.0));
  TENON_GOLDEN(tenon::matmul(tenon::softmax<-1>(tenon::where(tenon::causal<-2, -1>(), scores, -infinity)), v),
               tenon::tensor(tenon::drop_names(in.y)));
}

}  // namespace

TEST_CASE("recorded attention, plain and masked, float") {
  plain_and_masked<float>();
}
TEST_CASE("recorded attention, plain and masked, double") {
  plain_and_masked<double>();
}
TEST_CASE("recorded attention, other shapes, float") {
  other_shapes<float>();
}
TEST_CASE("recorded attention, other shapes, double") {
  other_shapes<double>();
}
TEST_CASE("recorded attention, positional, float") {
  positional<float>();
}
TEST_CASE("recorded attention, positional, double") {
  positional<double>();
}
