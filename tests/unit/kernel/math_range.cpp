// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The vector functions over all floats: every 251st of the 2^32 bit patterns, and the neighbourhoods of the numbers
// where a function changes its way, against libm in double. The bounds are those of docs/design/numerics.md;
// TENON_PRINT_ULP=1 prints what is measured.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <vector>

#include "tenon/kernel/math.hpp"

namespace {

namespace kn = tenon::kernel;
using kn::isize;
constexpr isize width = kn::lanes<float>;
constexpr float infinity = std::numeric_limits<float>::infinity();

#if defined(__FMA__)
constexpr bool fused = true;
#else
constexpr bool fused = false;
#endif

float from_bits(std::uint32_t bits) {
  float x;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

/// The largest errors of a function: in units of the last place of the exact result, and in units of 2^-24 of the
/// argument's magnitude (what is multiplied by x cannot be better where the rest cancels).
struct errors {
  double ulp = 0;
  double of_argument = 0;
  float worst = 0;

  void add(float x, float got, double exact) {
    auto const rounded = static_cast<float>(exact);
    if (std::isnan(got) && std::isnan(exact)) return;
    if (got == rounded) return;
    if (!std::isfinite(got) || !std::isfinite(rounded)) {
      ulp = of_argument = 1e9;
      worst = x;
      return;
    }
    float const magnitude = std::max(std::abs(rounded), std::numeric_limits<float>::min());
    double const unit = static_cast<double>(std::nextafter(magnitude, infinity)) - static_cast<double>(magnitude);
    double const error = std::abs(static_cast<double>(got) - exact);
    if (error / unit > ulp) ulp = error / unit, worst = x;
    double const of = std::max(std::abs(static_cast<double>(x)), 0x1p-102);
    of_argument = std::max(of_argument, error / of * 0x1p24);
  }
};

/// All bit patterns `stride` apart between two floats of the same sign, and the neighbours of the edges between them.
template <class F, class G>
errors over(F f, G exact, float from, float to, std::uint32_t stride = 251) {
  errors result;
  float x[static_cast<std::size_t>(width)];
  float y[static_cast<std::size_t>(width)];
  isize n = 0;
  auto const flush = [&] {
    for (isize i = n; i < width; ++i) x[i] = 1;
    kn::store<float>(y, f(kn::load<float>(x)));
    for (isize i = 0; i < n; ++i) result.add(x[i], y[i], exact(static_cast<double>(x[i])));
    n = 0;
  };
  auto const take = [&](float v) {
    if (!(v >= from && v <= to)) return;
    x[n++] = v;
    if (n == width) flush();
  };
  for (std::uint64_t bits = 0; bits < (std::uint64_t{1} << 32); bits += stride)
    take(from_bits(static_cast<std::uint32_t>(bits)));
  for (float edge : {0.0F,      0x1p-149F,      0x1p-126F, 0x1p-24F,
                     0.5F,      0x1.6a09e6p-1F, 0.75F,     0.927734375F,
                     1.0F,      0x1.6a09e6p0F,  2.0F,      4.0F,
                     5.4F,      7.0F,           8.0F,      9.01F,
                     16.6F,     22.0F,          44.0F,     87.33655F,
                     88.02969F, 88.72284F,      89.0F,     103.97208F,
                     105.0F,    127.0F,         128.0F,    0x1p23F,
                     0x1p24F,   0x1p31F,        0x1p64F,   std::numeric_limits<float>::max()}) {
    float below = edge;
    float above = edge;
    for (int i = 0; i < 5; ++i) {
      for (float v : {below, above, -below, -above}) take(v);
      below = std::nextafter(below, -infinity);
      above = std::nextafter(above, infinity);
    }
  }
  if (n != 0) flush();
  return result;
}

constexpr float lowest = std::numeric_limits<float>::lowest();
constexpr float largest = std::numeric_limits<float>::max();

/// Says what was measured and holds it to its bound.
void hold(char const* name, errors const& e, double measured, double bound) {
  INFO(name << ": " << measured << " measured, at most " << bound << "; worst at " << e.worst);
  if (std::getenv("TENON_PRINT_ULP") != nullptr) WARN(name << ": " << measured << " (bound " << bound << ")");
  CHECK(measured <= bound);
}
void within(char const* name, errors const& e, double bound) {
  hold(name, e, e.ulp, bound);
}
void within_of_argument(char const* name, errors const& e, double bound) {
  hold(name, e, e.of_argument, bound);
}

#define TENON_VECTOR(name) [](auto lane) { return kn::name(lane); }

}  // namespace

TEST_CASE("float: exp and log over all floats", "[kernel][math]") {
  within("exp",
         over(
             TENON_VECTOR(exp), [](double x) { return std::exp(x); }, -infinity, infinity),
         1.0);
  within("log",
         over(
             TENON_VECTOR(log), [](double x) { return std::log(x); }, -infinity, infinity),
         0.9);
}

TEST_CASE("float: the exponentials of softmax", "[kernel][math]") {
  within("exp_short",
         over(
             TENON_VECTOR(exp_short), [](double x) { return std::exp(x); }, -87.33F, 0.0F),
         fused ? 3.1 : 3.5);
  within("exp2_short",
         over(
             TENON_VECTOR(exp2_short), [](double x) { return std::exp2(x); }, -125.99F, 1.0F),
         3.1);
}

TEST_CASE("float: tanh, sigmoid, erf and rsqrt over all floats", "[kernel][math]") {
  std::uint32_t const stride = 1009;
  within("tanh",
         over(
             TENON_VECTOR(tanh), [](double x) { return std::tanh(x); }, -infinity, infinity, stride),
         2.6);
  within("sigmoid",
         over(
             TENON_VECTOR(sigmoid), [](double x) { return 1 / (1 + std::exp(-x)); }, -87.0F, infinity, stride),
         2.6);
  within("erf",
         over(
             TENON_VECTOR(erf), [](double x) { return std::erf(x); }, -infinity, infinity, stride),
         fused ? 1.0 : 1.2);
  within("rsqrt",
         over(
             TENON_VECTOR(rsqrt), [](double x) { return 1 / std::sqrt(x); }, 0.0F, largest, stride),
         1.5);
}

TEST_CASE("float: activations over all floats", "[kernel][math]") {
  std::uint32_t const stride = 1009;
  auto const gelu = [](double x) { return 0.5 * x * std::erfc(-x * 0.70710678118654752440); };
  auto const gelu_tanh = [](double x) {
    return x / (1 + std::exp(-2 * std::sqrt(2 / std::acos(-1.0)) * (x + 0.044715 * x * x * x)));
  };
  auto const silu = [](double x) { return x / (1 + std::exp(-x)); };
  // Where x is positive nothing cancels; elsewhere the error is measured against the argument.
  within("gelu, x >= 0", over(TENON_VECTOR(gelu), gelu, 0.0F, largest, stride), 2.5);
  within_of_argument("gelu", over(TENON_VECTOR(gelu), gelu, lowest, largest, stride), 2.6);
  within("gelu_tanh, x >= 0", over(TENON_VECTOR(gelu_tanh), gelu_tanh, 0.0F, largest, stride), 2.0);
  within_of_argument("gelu_tanh", over(TENON_VECTOR(gelu_tanh), gelu_tanh, lowest, largest, stride), 2.0);
  within("silu", over(TENON_VECTOR(silu), silu, -87.0F, largest, stride), 2.3);
  within_of_argument("silu", over(TENON_VECTOR(silu), silu, lowest, largest, stride), 2.0);
}
