// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Recorded cases without weights, read with io::open and archive.get: attention, softmax, activations, losses.

#include "tests/files/golden_cases.hpp"

using namespace tenon::axes;

namespace {

template <std::size_t N>
struct group : tenon::axis<group, N> {};
template <std::size_t N>
struct one : tenon::axis<one, N> {};

/// Heads H of which the keys have Hk, lengths Tq and Tk, width Dv of the values.
template <class T, std::size_t Tq = 7, std::size_t Tk = 7, std::size_t Dv = 5, std::size_t H = 3, std::size_t Hk = 3>
struct queries_keys_values : golden_case<T> {
  using golden_case<T>::golden_case;
  tenon::tensor<T, batch<2>, head<H>, seq<Tq>, head_dim<5>> q =
      this->template get<batch<2>, head<H>, seq<Tq>, head_dim<5>>("q");
  tenon::tensor<T, batch<2>, head<Hk>, key<Tk>, head_dim<5>> k =
      this->template get<batch<2>, head<Hk>, key<Tk>, head_dim<5>>("k");
  tenon::tensor<T, batch<2>, head<Hk>, key<Tk>, hidden<Dv>> v =
      this->template get<batch<2>, head<Hk>, key<Tk>, hidden<Dv>>("v");
  tenon::tensor<T, batch<2>, head<H>, seq<Tq>, hidden<Dv>> y =
      this->template get<batch<2>, head<H>, seq<Tq>, hidden<Dv>>("y");

  template <class... Modifiers>
  [[nodiscard]] double wrong_by(Modifiers const&... m) const {
    return golden_difference(tenon::nn::scaled_dot_product_attention<head_dim, key>(q, k, v, m...), y);
  }
  [[nodiscard]] double grouped_wrong_by() const {
    auto const attended = tenon::nn::scaled_dot_product_attention<head_dim, key>(
        tenon::split<head, head<Hk>, group<H / Hk>>(q), k, v, tenon::causal<seq, key>());
    return golden_difference(tenon::merge<head, group, head>(attended), y);
  }
};

template <class T>
void attention() {
  constexpr double allowed = golden::tolerance<T>;
  queries_keys_values<T> const plain("sdpa");
  CHECK(plain.wrong_by() <= allowed);
  CHECK(golden_difference(tenon::nn::attention_weights<head_dim, key>(plain.q, plain.k),
                          plain.template get<batch<2>, head<3>, seq<7>, key<7>>("w")) <= allowed);
  CHECK(queries_keys_values<T>("sdpa_causal").wrong_by(tenon::causal<seq, key>()) <= allowed);
  CHECK(queries_keys_values<T, 4, 7>("sdpa_causal_offset").wrong_by(tenon::causal<seq, key>(3)) <= allowed);
  CHECK(queries_keys_values<T>("sdpa_scale").wrong_by(tenon::nn::scale(0.3)) <= allowed);
  queries_keys_values<T> const padded("sdpa_keypad");
  auto const keep = padded.template get_as<std::uint8_t, batch<2>, key<7>>("keep");
  CHECK(padded.wrong_by(tenon::evaluate(keep != 0)) <= allowed);
  queries_keys_values<T> const biased("sdpa_addmask");
  auto const mask = biased.template get<batch<2>, one<1>, seq<7>, key<7>>("mask");
  CHECK(biased.wrong_by(tenon::evaluate(tenon::merge<batch, one, batch>(mask))) <= allowed);
  CHECK(queries_keys_values<T, 7, 4, 8>("sdpa_cross").wrong_by() <= allowed);
  CHECK(queries_keys_values<T>("sdpa_large").wrong_by() <= (std::is_same_v<T, float> ? 3e-4 : 1e-11));
  CHECK(queries_keys_values<T, 7, 7, 5, 6, 3>("sdpa_gqa").grouped_wrong_by() <= allowed);
  CHECK(queries_keys_values<T, 7, 7, 5, 6, 1>("sdpa_mqa").grouped_wrong_by() <= allowed);
}

template <class T>
struct rows : golden_case<T> {
  using golden_case<T>::golden_case;
  tenon::tensor<T, batch<2>, seq<7>, embed<15>> x = this->template get<batch<2>, seq<7>, embed<15>>("x");
  tenon::tensor<T, batch<2>, seq<7>, embed<15>> y = this->template get<batch<2>, seq<7>, embed<15>>("y");
};

template <class T>
void softmax() {
  constexpr double allowed = golden::long_tolerance<T>;
  rows<T> const last("softmax_axism1"), middle("softmax_axism2"), first("softmax_axis0");
  CHECK(golden_difference(tenon::softmax<embed>(last.x), last.y) <= allowed);
  CHECK(golden_difference(tenon::softmax<seq>(middle.x), middle.y) <= allowed);
  CHECK(golden_difference(tenon::softmax<batch>(first.x), first.y) <= allowed);
  rows<T> const log_last("log_softmax_axism1"), log_middle("log_softmax_axism2"), log_first("log_softmax_axis0");
  CHECK(golden_difference(tenon::log_softmax<embed>(log_last.x), log_last.y) <= allowed);
  CHECK(golden_difference(tenon::log_softmax<seq>(log_middle.x), log_middle.y) <= allowed);
  CHECK(golden_difference(tenon::log_softmax<batch>(log_first.x), log_first.y) <= allowed);
  golden_case<T> const extreme("softmax_extreme");
  auto const x = extreme.template get<batch<3>, seq<7>, embed<15>>("x");
  CHECK(golden_difference(tenon::softmax<embed>(x), extreme.template get<batch<3>, seq<7>, embed<15>>("y")) <= allowed);
  CHECK(golden_difference(tenon::log_softmax<embed>(x), extreme.template get<batch<3>, seq<7>, embed<15>>("ls")) <=
        allowed);
}

template <class T, class F>
double activation(golden_case<T> const& recorded, F const& f) {
  auto const x = recorded.template get<seq<279>>("x");
  return golden_difference(f(x), recorded.template get<seq<279>>("y"));
}
template <class T>
void activations() {
  using recorded = golden_case<T>;
  constexpr double allowed = golden::long_tolerance<T>;
  CHECK(activation(recorded("relu"), tenon::nn::relu()) == 0);
  CHECK(activation(recorded("tanh"), tenon::nn::tanh()) <= allowed);
  CHECK(activation(recorded("sigmoid"), tenon::nn::sigmoid()) <= allowed);
  CHECK(activation(recorded("silu"), tenon::nn::silu()) <= allowed);
  CHECK(activation(recorded("gelu_exact"), tenon::nn::gelu()) <= allowed);
  CHECK(activation(recorded("gelu_tanh"), tenon::nn::gelu_tanh()) <= allowed);
}

template <class T>
struct logits : golden_case<T> {
  using golden_case<T>::golden_case;
  tenon::tensor<T, batch<14>, vocab<15>> x = this->template get<batch<14>, vocab<15>>("x");
  tenon::tensor<int, batch<14>> target = this->template get_as<int, batch<14>>("target");
  /// −log p(target); where no class is the target, logsumexp alone.
  [[nodiscard]] auto surprise() const {
    return tenon::logsumexp<vocab>(x) - tenon::sum<vocab>(tenon::where(tenon::position<vocab>() == target, x, T(0)));
  }
  template <class E>
  [[nodiscard]] bool is(E const& loss) const {
    return golden_difference(loss, this->template get<>("y")) <= golden::long_tolerance<T>;
  }
};
template <class T>
void losses() {
  golden_case<T> const mse("mse");
  auto const x = mse.template get<batch<2>, seq<7>, embed<15>>("x");
  auto const z = mse.template get<batch<2>, seq<7>, embed<15>>("z");
  CHECK(golden_difference(tenon::mean(tenon::square(x - z)), mse.template get<>("y")) <= golden::tolerance<T>);
  logits<T> const none("ce_none"), mean("ce_mean"), sum("ce_sum"), smooth("ce_smooth"), some("ce_ignore");
  CHECK(golden_difference(none.surprise(), none.template get<batch<14>>("y")) <= golden::long_tolerance<T>);
  CHECK(mean.is(tenon::mean(mean.surprise())));
  CHECK(sum.is(tenon::sum<batch>(sum.surprise())));
  CHECK(smooth.is(tenon::mean(smooth.surprise()) * T(0.9) - tenon::mean(tenon::log_softmax<vocab>(smooth.x)) * T(0.1)));
  auto const counts = some.target != -100;
  CHECK(some.is(tenon::sum(tenon::where(counts, some.surprise(), T(0))) / tenon::sum(tenon::cast<T>(counts))));
}

template <class T>
void all() {
  attention<T>();
  softmax<T>();
  activations<T>();
  losses<T>();
}

}  // namespace

TEST_CASE("recorded cases without weights, read from their files, float") {
  all<float>();
}
TEST_CASE("recorded cases without weights, read from their files, double") {
  all<double>();
}
