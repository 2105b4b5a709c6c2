// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Recorded values of softmax, log_softmax and the norms.

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

using namespace tenon::axes;

namespace {

template <class T>
using rows = tenon::tensor<T, batch<2>, seq<7>, embed<15>>;
template <class T>
rows<T> array(golden::file const& f, char const* name) {
  return f.get<T, batch<2>, seq<7>, embed<15>>(name);
}
template <class T>
auto without_names(rows<T> const& x) {
  return tenon::tensor(tenon::drop_names(x));
}

template <class T>
void softmax_cases() {
  constexpr double allowed = golden::long_tolerance<T>;
  auto const last = golden::load<T>("softmax_axism1");
  TENON_GOLDEN(tenon::softmax<embed>(array<T>(last, "x")), array<T>(last, "y"), allowed);
  TENON_GOLDEN(tenon::softmax<-1>(tenon::drop_names(array<T>(last, "x"))), without_names(array<T>(last, "y")), allowed);
  auto const middle = golden::load<T>("softmax_axism2");
  TENON_GOLDEN(tenon::softmax<seq>(array<T>(middle, "x")), array<T>(middle, "y"), allowed);
  auto const first = golden::load<T>("softmax_axis0");
  TENON_GOLDEN(tenon::softmax<batch>(array<T>(first, "x")), array<T>(first, "y"), allowed);

  auto const log_last = golden::load<T>("log_softmax_axism1");
  TENON_GOLDEN(tenon::log_softmax<embed>(array<T>(log_last, "x")), array<T>(log_last, "y"), allowed);
  auto const log_middle = golden::load<T>("log_softmax_axism2");
  TENON_GOLDEN(tenon::log_softmax<seq>(array<T>(log_middle, "x")), array<T>(log_middle, "y"), allowed);
  TENON_GOLDEN(tenon::log_softmax<-2>(tenon::drop_names(array<T>(log_middle, "x"))),
               without_names(array<T>(log_middle, "y")), allowed);
  auto const log_first = golden::load<T>("log_softmax_axis0");
  TENON_GOLDEN(tenon::log_softmax<batch>(array<T>(log_first, "x")), array<T>(log_first, "y"), allowed);

  auto const extreme = golden::load<T>("softmax_extreme");
  auto const x = extreme.template get<T, batch<3>, seq<7>, embed<15>>("x");
  TENON_GOLDEN(tenon::softmax<embed>(x), (extreme.template get<T, batch<3>, seq<7>, embed<15>>("y")), allowed);
  TENON_GOLDEN(tenon::log_softmax<embed>(x), (extreme.template get<T, batch<3>, seq<7>, embed<15>>("ls")), allowed);
}

template <class T>
void norm_cases() {
  auto const one = golden::load<T>("layer_norm");
  auto const gain = one.template get<T, embed<15>>("weight");
  auto const bias = one.template get<T, embed<15>>("bias");
  auto const x = array<T>(one, "x"), y = array<T>(one, "y");
  TENON_GOLDEN(tenon::layer_norm<embed>(x, gain, bias), y);
  TENON_GOLDEN(tenon::layer_norm<2>(tenon::drop_names(x), tenon::drop_names(gain), tenon::drop_names(bias)),
               without_names(y));

  auto const plain = golden::load<T>("layer_norm_noaffine");
  TENON_GOLDEN(tenon::layer_norm<embed>(array<T>(plain, "x"), T(1), T(0), 1e-6), array<T>(plain, "y"));
  auto const offset = golden::load<T>("layer_norm_offset");  // mean 1000: a one-pass variance fails in float
  TENON_GOLDEN(tenon::layer_norm<embed>(array<T>(offset, "x"), T(1), T(0)), array<T>(offset, "y"),
               std::is_same_v<T, float> ? 5e-4 : 1e-11);

  auto const both = golden::load<T>("layer_norm_2d");
  auto const over_both =
      tenon::layer_norm<hidden>(tenon::merge<seq, embed, hidden>(array<T>(both, "x")),
                                tenon::merge<seq, embed, hidden>(both.template get<T, seq<7>, embed<15>>("weight")),
                                tenon::merge<seq, embed, hidden>(both.template get<T, seq<7>, embed<15>>("bias")));
  TENON_GOLDEN((tenon::split<hidden, seq<7>, embed<15>>(over_both)), array<T>(both, "y"));

  auto const rms = golden::load<T>("rms_norm");
  TENON_GOLDEN(tenon::rms_norm<embed>(array<T>(rms, "x"), rms.template get<T, embed<15>>("weight")),
               array<T>(rms, "y"));
}

}  // namespace

TEST_CASE("recorded softmax and log_softmax, float") {
  softmax_cases<float>();
}
TEST_CASE("recorded softmax and log_softmax, double") {
  softmax_cases<double>();
}
TEST_CASE("recorded norms, float") {
  norm_cases<float>();
}
TEST_CASE("recorded norms, double") {
  norm_cases<double>();
}
