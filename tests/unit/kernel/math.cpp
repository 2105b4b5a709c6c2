// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The vector functions against libm in the next wider type, densely over their range, and at the edges.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <vector>

#include "tenon/kernel/math.hpp"
#include "tests/support/farther.hpp"

namespace {

namespace kn = tenon::kernel;
using kn::isize;
using kn::vec;

template <class T>
constexpr T inf = std::numeric_limits<T>::infinity();

/// The distance in units of the last place of the exact value.
template <class T, class Wide>
double ulps(T got, Wide exact) {
  T const rounded = static_cast<T>(exact);
  if (std::isnan(got) && std::isnan(rounded)) return 0;
  if (got == rounded) return 0;
  if (!std::isfinite(got) || !std::isfinite(rounded)) return 1e9;
  T const a = std::max(std::abs(rounded), std::numeric_limits<T>::min());
  Wide const ulp = static_cast<Wide>(std::nextafter(a, inf<T>)) - static_cast<Wide>(a);
  return static_cast<double>(std::abs(static_cast<Wide>(got) - exact) / ulp);
}

template <class T>
struct wider {
  using type = double;
};
template <>
struct wider<double> {
  using type = long double;
};

/// The largest error of f over n points between lo and hi, spread evenly or by exponent, against g in the wider type.
template <class T, class F, class G>
double worst(F f, G g, double lo, double hi, int n, bool by_exponent = false) {
  using wide = typename wider<T>::type;
  constexpr isize w = kn::lanes<T>;
  double result = 0;
  for (int i = 0; i < n; i += static_cast<int>(w)) {
    T x[static_cast<std::size_t>(w)];
    T y[static_cast<std::size_t>(w)];
    for (isize j = 0; j < w; ++j) {
      double const t = (static_cast<double>(i) + static_cast<double>(j) + 0.37) / n;
      x[j] =
          static_cast<T>(by_exponent ? std::exp(std::log(lo) + t * (std::log(hi) - std::log(lo))) : lo + t * (hi - lo));
    }
    kn::store<T>(y, f(kn::load<T>(x)));
    for (isize j = 0; j < w; ++j) result = std::max(result, ulps<T, wide>(y[j], g(static_cast<wide>(x[j]))));
  }
  return result;
}

template <class T, class F>
T at(F f, T x) {
  T y[static_cast<std::size_t>(kn::lanes<T>)];
  kn::store<T>(y, f(kn::broadcast<T>(x)));
  for (T v : y) REQUIRE((v == y[0] || (std::isnan(v) && std::isnan(y[0]))));
  return y[0];
}

#if defined(TENON_TEST_EMULATED)
constexpr int points = 1 << 14;  // an emulator takes a thousand times as long
#else
constexpr int points = 1 << 20;
#endif

}  // namespace

#define TENON_OVER(name) [](auto lane) { return kn::name(lane); }

TEMPLATE_TEST_CASE("exp and log stay within two ulp over their range", "[kernel][math]", float, double) {
  using T = TestType;
  using wide = typename wider<T>::type;
  double const top = sizeof(T) == 4 ? 88.72 : 709.78;
  double const bottom = sizeof(T) == 4 ? -87.3 : -708.3;
  auto const exp_exact = [](wide x) { return std::exp(x); };
  auto const log_exact = [](wide x) { return std::log(x); };
  double const e = worst<T>(TENON_OVER(exp), exp_exact, bottom, top, points);
  double const e0 = worst<T>(TENON_OVER(exp), exp_exact, -1.0, 1.0, points);
  double const l = worst<T>(TENON_OVER(log), log_exact, 0.4, 3.0, points);
  double const lx = worst<T>(TENON_OVER(log), log_exact, std::numeric_limits<T>::denorm_min() * 4.0,
                             static_cast<double>(std::numeric_limits<T>::max()) * 0.99, points, true);
  CAPTURE(e, e0, l, lx);
  if (std::getenv("TENON_PRINT_ULP")) WARN("exp " << e << " " << e0 << " log " << l << " " << lx);
  CHECK(e <= 2);
  CHECK(e0 <= 2);
  CHECK(l <= 2);
  CHECK(lx <= 2);
}

TEMPLATE_TEST_CASE("the short exp2 of softmax stays within four ulp", "[kernel][math]", float, double) {
  using T = TestType;
  using wide = typename wider<T>::type;
  double const bottom = sizeof(T) == 4 ? -125.4 : -1021.4;
  double const e = worst<T>(
      TENON_OVER(exp2_short), [](wide x) { return std::exp2(x); }, bottom, 0.5, points);
  CAPTURE(e);
  if (std::getenv("TENON_PRINT_ULP")) WARN("exp2_short " << e);
  CHECK(e <= 4);
  auto const f = TENON_OVER(exp2_short);
  CHECK(at<T>(f, T(0)) == Approx(1.0).epsilon(1e-6));
  CHECK(at<T>(f, -inf<T>) == T(0));
  CHECK(at<T>(f, std::numeric_limits<T>::lowest()) == T(0));
  CHECK(at<T>(f, T(-1200)) == T(0));
  CHECK(std::isnan(at<T>(f, std::numeric_limits<T>::quiet_NaN())));
}

TEMPLATE_TEST_CASE("the short tanh of scores stays within four ulp", "[kernel][math]", float, double) {
  using T = TestType;
  using wide = typename wider<T>::type;
  auto const exact = [](wide x) { return std::tanh(x); };
  auto const f = TENON_OVER(tanh_short);
  double const e = std::max(worst<T>(f, exact, -25.0, 25.0, points), worst<T>(f, exact, 1e-6, 1.0, points, true));
  CAPTURE(e);
  if (std::getenv("TENON_PRINT_ULP")) WARN("tanh_short " << e);
  CHECK(e <= 4);
  for (T const huge : {T(88), T(1000), std::numeric_limits<T>::max(), inf<T>}) {
    CHECK(at<T>(f, huge) == T(1));
    CHECK(at<T>(f, -huge) == T(-1));
  }
  CHECK(at<T>(f, T(0)) == T(0));
  CHECK(at<T>(f, T(-0.0)) == T(0));
  CHECK(std::isnan(at<T>(f, std::numeric_limits<T>::quiet_NaN())));
}

TEMPLATE_TEST_CASE("activations stay within their documented error", "[kernel][math]", float, double) {
  using T = TestType;
  using wide = typename wider<T>::type;
  auto const tanh_exact = [](wide x) { return std::tanh(x); };
  auto const sigmoid_exact = [](wide x) { return 1 / (1 + std::exp(-x)); };
  auto const erf_exact = [](wide x) { return std::erf(x); };
  double const t = std::max(worst<T>(TENON_OVER(tanh), tanh_exact, -25.0, 25.0, points),
                            worst<T>(TENON_OVER(tanh), tanh_exact, 1e-6, 1.0, points, true));
  double const s = worst<T>(TENON_OVER(sigmoid), sigmoid_exact, sizeof(T) == 4 ? -87.0 : -700.0, 40.0, points);
  double const r = std::max(worst<T>(TENON_OVER(erf), erf_exact, -6.0, 6.0, points),
                            worst<T>(TENON_OVER(erf), erf_exact, 1e-6, 1.0, points, true));
  CAPTURE(t, s, r);
  if (std::getenv("TENON_PRINT_ULP")) WARN("tanh " << t << " sigmoid " << s << " erf " << r);
  CHECK(t <= 4);
  CHECK(s <= 4);
  CHECK(r <= 4);

  // Products with x: the error is measured against |x|, since the tail of gelu cancels.
  double worst_gelu = 0;
  double worst_gelu_tanh = 0;
  double worst_silu = 0;
  for (double x = -12; x < 12; x += 0.0137) {
    double const exact = 0.5 * x * (1 + std::erf(x / std::sqrt(2.0)));
    double const u = std::sqrt(2 / std::acos(-1.0)) * (x + 0.044715 * x * x * x);
    double const scale = std::abs(x) + 1e-30;
    T const xt = static_cast<T>(x);
    worst_gelu = farther(worst_gelu, std::abs(double(at<T>(TENON_OVER(gelu), xt)) - exact) / scale);
    worst_gelu_tanh = farther(
        worst_gelu_tanh, std::abs(double(at<T>(TENON_OVER(gelu_tanh), xt)) - 0.5 * x * (1 + std::tanh(u))) / scale);
    worst_silu = farther(worst_silu, std::abs(double(at<T>(TENON_OVER(silu), xt)) - x / (1 + std::exp(-x))) / scale);
  }
  double const bound = sizeof(T) == 4 ? 4e-7 : 1e-15;
  CAPTURE(worst_gelu, worst_gelu_tanh, worst_silu);
  CHECK(worst_gelu < bound);
  CHECK(worst_gelu_tanh < bound);
  CHECK(worst_silu < bound);
}

TEMPLATE_TEST_CASE("functions are right at the edges", "[kernel][math]", float, double) {
  using T = TestType;
  T const nan = std::numeric_limits<T>::quiet_NaN();
  T const tiny = std::numeric_limits<T>::denorm_min();
  auto const exp = TENON_OVER(exp);
  CHECK(at<T>(exp, T(0)) == T(1));
  CHECK(at<T>(exp, inf<T>) == inf<T>);
  CHECK(at<T>(exp, -inf<T>) == T(0));
  CHECK(at<T>(exp, T(1000)) == inf<T>);
  CHECK(at<T>(exp, T(-1000)) == T(0));
  CHECK(std::isnan(at<T>(exp, nan)));
  CHECK(at<T>(exp, tiny) == T(1));
  auto const log = TENON_OVER(log);
  CHECK(at<T>(log, T(1)) == T(0));
  CHECK(at<T>(log, T(0)) == -inf<T>);
  CHECK(at<T>(log, T(-0.0)) == -inf<T>);
  CHECK(at<T>(log, inf<T>) == inf<T>);
  CHECK(std::isnan(at<T>(log, T(-1))));
  CHECK(std::isnan(at<T>(log, -inf<T>)));
  CHECK(std::isnan(at<T>(log, nan)));
  // Linking with -ffast-math makes the processor flush denormal numbers to zero.
  T volatile const small = tiny;
  if (small * T(2) != T(0)) CHECK(at<T>(log, tiny) == Approx(std::log(tiny)));
  auto const tanh = TENON_OVER(tanh);
  CHECK(at<T>(tanh, inf<T>) == T(1));
  CHECK(at<T>(tanh, -inf<T>) == T(-1));
  CHECK(at<T>(tanh, T(0)) == T(0));
  CHECK(std::isnan(at<T>(tanh, nan)));
  auto const sigmoid = TENON_OVER(sigmoid);
  CHECK(at<T>(sigmoid, inf<T>) == T(1));
  CHECK(at<T>(sigmoid, -inf<T>) == T(0));
  CHECK(at<T>(sigmoid, T(0)) == T(0.5));
  CHECK(std::isnan(at<T>(sigmoid, nan)));
  auto const erf = TENON_OVER(erf);
  CHECK(at<T>(erf, inf<T>) == T(1));
  CHECK(at<T>(erf, -inf<T>) == T(-1));
  CHECK(at<T>(erf, T(0)) == T(0));
  CHECK(std::isnan(at<T>(erf, nan)));
  CHECK(std::isnan(at<T>(TENON_OVER(relu), nan)));
  CHECK(at<T>(TENON_OVER(relu), T(-3)) == T(0));
  CHECK(at<T>(TENON_OVER(relu), T(3)) == T(3));
  CHECK(at<T>(TENON_OVER(abs), T(-3)) == T(3));
  CHECK(at<T>(TENON_OVER(sqrt), T(9)) == T(3));
  CHECK(at<T>(TENON_OVER(rsqrt), T(4)) == T(0.5));
  CHECK(at<T>(TENON_OVER(gelu), T(0)) == T(0));
  CHECK(at<T>(TENON_OVER(gelu_tanh), T(0)) == T(0));
  CHECK(at<T>(TENON_OVER(gelu_tanh), T(-100)) == T(0));
  CHECK(at<T>(TENON_OVER(silu), T(-1000)) == T(0));
}
