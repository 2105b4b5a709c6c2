// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The vector functions over all doubles: random bit patterns, points spread evenly where the functions are interesting,
// and the neighbourhoods of the numbers where one changes its way, against libm in long double. The bounds are those of
// docs/design/numerics.md; TENON_PRINT_ULP=1 prints what is measured.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

#include "tenon/kernel/math.hpp"

namespace {

namespace kn = tenon::kernel;
using kn::isize;
using wide = long double;
constexpr isize width = kn::lanes<double>;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double smallest = std::numeric_limits<double>::min();
constexpr double largest = std::numeric_limits<double>::max();

/// Random bit patterns, evenly spread points from −800 to 800 and from −8 to 8, and five neighbours to each side of the
/// edges; the same numbers in every run.
std::vector<double> const& points() {
  static std::vector<double> const all = [] {
    std::vector<double> x;
    std::mt19937_64 random(20);
    constexpr int count = 60000;
    for (int i = 0; i < count; ++i) {
      std::uint64_t const bits = random();
      double v;
      std::memcpy(&v, &bits, sizeof v);
      x.push_back(v);
      double const t = std::ldexp(static_cast<double>(random() >> 11), -52) - 1;
      x.push_back(t * 800);
      x.push_back(t * 8);
      x.push_back(std::ldexp(t, static_cast<int>(random() % 64) - 60));
    }
    for (double edge : {0.0,
                        smallest,
                        0x1p-60,
                        0x1p-53,
                        0x1p-28,
                        0.5,
                        0.84375,
                        1.0,
                        1.25,
                        1.4142135623730951,
                        2.0,
                        4.0,
                        6.0,
                        8.3,
                        20.0,
                        22.0,
                        37.5,
                        40.0,
                        300.0,
                        354.0,
                        708.3964185322641,
                        709.09,
                        709.782712893384,
                        710.0,
                        745.1332191019411,
                        746.0,
                        1000.0,
                        1022.0,
                        1023.0,
                        0x1p52,
                        0x1p53,
                        0x1p63,
                        largest}) {
      double below = edge;
      double above = edge;
      for (int i = 0; i < 6; ++i) {
        for (double v : {below, above, -below, -above}) x.push_back(v);
        below = std::nextafter(below, -infinity);
        above = std::nextafter(above, infinity);
      }
    }
    x.push_back(infinity);
    x.push_back(-infinity);
    return x;
  }();
  return all;
}

/// The largest errors of a function: in units of the last place of the exact result, and in units of 2^-53 of the
/// argument's magnitude.
struct errors {
  double ulp = 0;
  double of_argument = 0;
  double worst = 0;

  void add(double x, double got, wide exact) {
    auto const rounded = static_cast<double>(exact);
    if (std::isnan(got) && std::isnan(rounded)) return;
    if (got == rounded) return;
    if (!std::isfinite(got) || !std::isfinite(rounded)) {
      ulp = of_argument = 1e9;
      worst = x;
      return;
    }
    double const magnitude = std::max(std::abs(rounded), smallest);
    double const next = std::nextafter(magnitude, infinity);
    wide const unit = std::isfinite(next)
                          ? static_cast<wide>(next) - static_cast<wide>(magnitude)
                          : static_cast<wide>(magnitude) - static_cast<wide>(std::nextafter(magnitude, 0.0));
    wide const error = std::abs(static_cast<wide>(got) - exact);
    if (static_cast<double>(error / unit) > ulp) ulp = static_cast<double>(error / unit), worst = x;
    wide const of = std::max(static_cast<wide>(std::abs(x)), static_cast<wide>(0x1p-969));
    of_argument = std::max(of_argument, static_cast<double>(error / of * 0x1p53L));
  }
};

template <class F, class G>
errors over(F f, G exact, double from, double to) {
  errors result;
  double x[static_cast<std::size_t>(width)];
  double y[static_cast<std::size_t>(width)];
  isize n = 0;
  auto const flush = [&] {
    for (isize i = n; i < width; ++i) x[i] = 1;
    kn::store<double>(y, f(kn::load<double>(x)));
    for (isize i = 0; i < n; ++i) result.add(x[i], y[i], exact(static_cast<wide>(x[i])));
    n = 0;
  };
  for (double v : points()) {
    if (!(v >= from && v <= to)) continue;
    x[n++] = v;
    if (n == width) flush();
  }
  if (n != 0) flush();
  return result;
}

/// Says what was measured and holds it to its bound.
void hold(char const* name, errors const& e, double measured, double bound) {
  INFO(name << ": " << measured << " measured, at most " << bound << "; worst at " << e.worst);
  if (std::getenv("TENON_PRINT_ULP") != nullptr)
    WARN(name << ": " << measured << " (bound " << bound << ") at " << e.worst);
  CHECK(measured <= bound);
}

#define TENON_VECTOR(name) [](auto lane) { return kn::name(lane); }

}  // namespace

TEST_CASE("double: exp, log, tanh, erf, sigmoid and rsqrt over all doubles", "[kernel][math]") {
  errors e = over(
      TENON_VECTOR(exp), [](wide x) { return std::exp(x); }, -infinity, infinity);
  hold("exp", e, e.ulp, 1.1);
  e = over(
      TENON_VECTOR(log), [](wide x) { return std::log(x); }, -infinity, infinity);
  hold("log", e, e.ulp, 0.9);
  e = over(
      TENON_VECTOR(exp_short), [](wide x) { return std::exp(x); }, -708.39, 0.0);
  hold("exp_short", e, e.ulp, 1.5);
  e = over(
      TENON_VECTOR(exp2_short), [](wide x) { return std::exp2(x); }, -1021.99, 1.0);
  hold("exp2_short", e, e.ulp, 1.3);
  e = over(
      TENON_VECTOR(tanh), [](wide x) { return std::tanh(x); }, -infinity, infinity);
  hold("tanh", e, e.ulp, 2.7);
  e = over(
      TENON_VECTOR(erf), [](wide x) { return std::erf(x); }, -infinity, infinity);
  hold("erf", e, e.ulp, 1.2);
  e = over(
      TENON_VECTOR(sigmoid), [](wide x) { return 1 / (1 + std::exp(-x)); }, -708.0, infinity);
  hold("sigmoid", e, e.ulp, 2.2);
  e = over(
      TENON_VECTOR(rsqrt), [](wide x) { return 1 / std::sqrt(x); }, 0.0, largest);
  hold("rsqrt", e, e.ulp, 1.5);
}

TEST_CASE("double: activations over all doubles", "[kernel][math]") {
  auto const gelu = [](wide x) { return 0.5L * x * std::erfc(-x * 0.707106781186547524400844362104849039L); };
  auto const gelu_tanh = [](wide x) {
    return x / (1 + std::exp(-2 * std::sqrt(2 / std::acos(-1.0L)) * (x + 0.044715L * x * x * x)));
  };
  auto const silu = [](wide x) { return x / (1 + std::exp(-x)); };
  // Where x is positive nothing cancels; elsewhere the error is measured against the argument.
  errors e = over(TENON_VECTOR(gelu), gelu, 0.0, largest);
  hold("gelu, x >= 0", e, e.ulp, 1.4);
  e = over(TENON_VECTOR(gelu), gelu, -largest, largest);
  hold("gelu", e, e.of_argument, 1.9);
  e = over(TENON_VECTOR(gelu_tanh), gelu_tanh, 0.0, largest);
  hold("gelu_tanh, x >= 0", e, e.ulp, 1.8);
  e = over(TENON_VECTOR(gelu_tanh), gelu_tanh, -largest, largest);
  hold("gelu_tanh", e, e.of_argument, 2.1);
  e = over(TENON_VECTOR(silu), silu, -708.0, largest);
  hold("silu", e, e.ulp, 2.1);
  e = over(TENON_VECTOR(silu), silu, -largest, largest);
  hold("silu", e, e.of_argument, 2.0);
}
