// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Recorded scaled dot product attention through `nn::scaled_dot_product_attention`: plain, masked, biased, cross,
// grouped heads, huge scores. Also its weights.

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

  template <class... Modifiers>
  [[nodiscard]] auto attended(Modifiers const&... m) const {
    return tenon::nn::scaled_dot_product_attention<head_dim, key>(q, k, v, m...);
  }
  template <class... Modifiers>
  [[nodiscard]] auto weights(Modifiers const&... m) const {
    return tenon::nn::attention_weights<head_dim, key>(q, k, m...);
  }
  /// Each head of keys answers a group of query heads.
  [[nodiscard]] auto grouped() const {
    return tenon::merge<head, group, head>(tenon::nn::scaled_dot_product_attention<head_dim, key>(
        tenon::split<head, head<Hk>, group<H / Hk>>(q), k, v, tenon::causal<seq, key>()));
  }
};

constexpr float infinity = std::numeric_limits<float>::infinity();

template <class T>
void plain_and_masked() {
  recorded<T> const plain("sdpa");
  TENON_GOLDEN(plain.attended(), plain.y);
  TENON_GOLDEN(plain.weights(), (plain.f.template get<T, batch<2>, head<3>, seq<7>, key<7>>("w")));
  recorded<T> const causal("sdpa_causal");
  TENON_GOLDEN(causal.attended(tenon::causal<seq, key>()), causal.y);
  recorded<T, 4, 7> const cached("sdpa_causal_offset");
  TENON_GOLDEN(cached.attended(tenon::causal<seq, key>(3)), cached.y);
  recorded<T> const scaled("sdpa_scale");
  TENON_GOLDEN(scaled.attended(tenon::nn::scale(0.3)), scaled.y);
  recorded<T> const padded("sdpa_keypad");
  auto const keep = tenon::evaluate(padded.f.template get<int, batch<2>, key<7>>("keep") != 0);
  TENON_GOLDEN(padded.attended(keep), padded.y);
  recorded<T> const biased("sdpa_addmask");
  auto const mask = biased.f.template get<T, batch<2>, one<1>, seq<7>, key<7>>("mask");
  TENON_GOLDEN(biased.attended(tenon::merge<batch, one, batch>(mask)), biased.y);
}

template <class T>
void other_shapes() {
  recorded<T, 7, 4, 8> const cross("sdpa_cross");
  TENON_GOLDEN(cross.attended(), cross.y);
  recorded<T> const large("sdpa_large");
  TENON_GOLDEN(large.attended(), large.y, std::is_same_v<T, float> ? 3e-4 : 1e-11);
  recorded<T, 7, 7, 5, 6, 3> const gqa("sdpa_gqa");
  TENON_GOLDEN(gqa.grouped(), gqa.y);
  recorded<T, 7, 7, 5, 6, 1> const mqa("sdpa_mqa");
  TENON_GOLDEN(mqa.grouped(), mqa.y);
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
