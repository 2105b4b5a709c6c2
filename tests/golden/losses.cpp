// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Recorded losses: the mean square, and cross entropy as logsumexp minus the logit of the target, which a comparison of
// positions with targets picks out.

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

using namespace tenon::axes;

namespace {

template <class T>
struct recorded_logits {
  golden::file recorded;
  tenon::tensor<T, batch<14>, vocab<15>> x = recorded.get<T, batch<14>, vocab<15>>("x");
  tenon::tensor<int, batch<14>> target = recorded.get<int, batch<14>>("target");
  tenon::tensor<T> y() const { return recorded.get<T>("y"); }
  explicit recorded_logits(char const* name) : recorded(golden::load<T>(name)) {}
  /// −log p(target); where no class is the target, logsumexp alone.
  auto surprise() const {
    return tenon::logsumexp<vocab>(x) - tenon::sum<vocab>(tenon::where(tenon::position<vocab>() == target, x, T(0)));
  }
};

template <class T>
void losses() {
  constexpr double allowed = golden::long_tolerance<T>;
  auto const mse = golden::load<T>("mse");
  auto const x = mse.template get<T, batch<2>, seq<7>, embed<15>>("x");
  auto const z = mse.template get<T, batch<2>, seq<7>, embed<15>>("z");
  TENON_GOLDEN(tenon::mean(tenon::square(x - z)), mse.template get<T>("y"));

  recorded_logits<T> const none("ce_none");
  TENON_GOLDEN(none.surprise(), none.recorded.template get<T, batch<14>>("y"), allowed);
  recorded_logits<T> const mean("ce_mean");
  TENON_GOLDEN(tenon::mean(mean.surprise()), mean.y(), allowed);
  recorded_logits<T> const sum("ce_sum");
  TENON_GOLDEN(tenon::sum<batch>(sum.surprise()), sum.y(), allowed);
  recorded_logits<T> const smooth("ce_smooth");
  TENON_GOLDEN(tenon::mean(smooth.surprise()) * T(0.9) - tenon::mean(tenon::log_softmax<vocab>(smooth.x)) * T(0.1),
               smooth.y(), allowed);
  recorded_logits<T> const some("ce_ignore");
  auto const counts = some.target != -100;
  TENON_GOLDEN(tenon::sum(tenon::where(counts, some.surprise(), T(0))) / tenon::sum(tenon::cast<T>(counts)), some.y(),
               allowed);
}

}  // namespace

TEST_CASE("recorded losses, float") {
  losses<float>();
}
TEST_CASE("recorded losses, double") {
  losses<double>();
}
