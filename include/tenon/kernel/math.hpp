// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Transcendental functions of a vector, and the same names for one float or double. Largest errors measured by
// tests/unit/kernel/math.cpp over the whole range, in ulp, float / double: exp 0.97 / 1.05, log 0.83 / 0.80, tanh 2.5 /
// 2.6, sigmoid 2.5 / 2.3, erf 0.99 / 1.1 (up to 1 more without FMA). gelu, gelu_tanh and silu: within 2e-7·|x|
// (1e-15·|x|).

#include <cmath>
#include <concepts>
#include <limits>

#include <tenon/kernel/exp.hpp>
#include <tenon/kernel/memory.hpp>

namespace tenon::kernel {
TENON_ISA_BEGIN

namespace detail {

template <class T>
struct log_constants;

// log(1 + f) by s = f / (2 + f), as in Sun's libm: the odd series of artanh, fitted.
template <>
struct log_constants<float> {
  static constexpr float smallest = 0x1p-126F;
  static constexpr float denormal_scale = 0x1p24F;
  static constexpr float denormal_exponent = 24.0F;
  static constexpr float ln2_high = 0x1.62e3p-1F;
  static constexpr float ln2_low = 0x1.2fefa2p-17F;
  static constexpr float sqrt2 = 0x1.6a09e6p0F;
  static constexpr float r[] = {0xaaaaaa.0p-24F, 0xccce13.0p-25F, 0x91e9ee.0p-25F, 0xf89e26.0p-26F};
};
template <>
struct log_constants<double> {
  static constexpr double smallest = 0x1p-1022;
  static constexpr double denormal_scale = 0x1p54;
  static constexpr double denormal_exponent = 54.0;
  static constexpr double ln2_high = 6.93147180369123816490e-01;
  static constexpr double ln2_low = 1.90821492927058770002e-10;
  static constexpr double sqrt2 = 0x1.6a09e667f3bcdp0;
  static constexpr double r[] = {6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01,
                                 2.222219843214978396e-01, 1.818357216161805012e-01, 1.531383769920937332e-01,
                                 1.479819860511658591e-01};
};

/// x = m·2^e with 1 ≤ m < 2, for positive normal x.
template <class T>
TENON_INLINE void split_exponent(vec<T> x, vec<T>& m, vec<T>& e) noexcept {
#if defined(TENON_KERNEL_AVX512)
  if constexpr (std::is_same_v<T, float>) {
    m = vec<T>(_mm512_maskz_getmant_ps(full16, x.data, _MM_MANT_NORM_1_2, _MM_MANT_SIGN_src));
    e = vec<T>(_mm512_maskz_getexp_ps(full16, x.data));
  } else {
    m = vec<T>(_mm512_maskz_getmant_pd(full8, x.data, _MM_MANT_NORM_1_2, _MM_MANT_SIGN_src));
    e = vec<T>(_mm512_maskz_getexp_pd(full8, x.data));
  }
#else
  // The biased exponent, or-ed into the lowest bits of 2^23 (2^52), is that number plus the exponent.
  if constexpr (std::is_same_v<T, float>) {
    auto const bits = bits_as<std::int32_t>(x);
    m = bits_as<T>((bits & vec<std::int32_t>(0x007fffff)) | vec<std::int32_t>(0x3f800000));
    e = bits_as<T>((bits >> 23) | vec<std::int32_t>(0x4b000000)) - broadcast<T>(8388608.0F + 127.0F);
  } else {
    auto const bits = bits_as<std::uint64_t>(x);
    m = bits_as<T>((bits & vec<std::uint64_t>(0x000fffffffffffffULL)) | vec<std::uint64_t>(0x3ff0000000000000ULL));
    e = bits_as<T>((bits >> 52) | vec<std::uint64_t>(0x4330000000000000ULL)) -
        broadcast<T>(4503599627370496.0 + 1023.0);
  }
#endif
}

}  // namespace detail

/// Natural logarithm. log(0) = −∞, log(x < 0) = NaN, log(∞) = ∞; denormal arguments are exact too.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> log(vec<T> x) noexcept {
  using c = detail::log_constants<T>;
  vec<T> const one = broadcast<T>(T(1));
  vec<T> const zero = broadcast<T>(T(0));
  auto const denormal = x < broadcast<T>(c::smallest);
  vec<T> const y = select(denormal, x * broadcast<T>(c::denormal_scale), x);
  vec<T> m;
  vec<T> e;
  detail::split_exponent(y, m, e);
  e = e - select(denormal, broadcast<T>(c::denormal_exponent), zero);
  auto const large = m > broadcast<T>(c::sqrt2);
  m = select(large, m * broadcast<T>(T(0.5)), m);
  e = select(large, e + one, e);
  vec<T> const f = opaque(m - one);
  vec<T> const s = f / (f + broadcast<T>(T(2)));
  vec<T> const z = s * s;
  vec<T> const r = z * detail::polynomial(z, c::r);
  vec<T> const half = broadcast<T>(T(0.5)) * f * f;
  vec<T> const low = opaque(fma(e, broadcast<T>(c::ln2_low), s * (half + r)));
  vec<T> const rest = opaque(opaque(low - half) + f);
  vec<T> result = fma(e, broadcast<T>(c::ln2_high), rest);
  T const infinity = std::numeric_limits<T>::infinity();
  result = select(x == zero, broadcast<T>(-infinity), result);
  result = select(x < zero, broadcast<T>(std::numeric_limits<T>::quiet_NaN()), result);
  result = select(x < broadcast<T>(infinity), result, select(x == x, broadcast<T>(infinity), x));
  return result;
}

/// Hyperbolic tangent, through e^(−2|x|) − 1 without cancellation.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> tanh(vec<T> x) noexcept {
  // Beyond 22 the result is ±1 in both types; the bound also keeps 2^n normal.
  vec<T> const a = kernel::max(broadcast<T>(T(-44)), broadcast<T>(T(-2)) * kernel::abs(x));
  auto const [n, m] = detail::split_exp(a);
  vec<T> const s = power_of_two(n);
  vec<T> const e = fma(s, m, opaque(s - broadcast<T>(T(1))));
  return copy_sign(e / (e + broadcast<T>(T(2))), x);
}

namespace detail {
/// (2^r − 1)/r for |r| ≤ 1/2.
template <class T>
struct expm1_constants;
template <>
struct expm1_constants<float> {
  static constexpr float p[] = {0x1.62e430p-1F, 0x1.ebfbdep-3F,  0x1.c6af6ep-5F,
                                0x1.3b2ba0p-7F, 0x1.5f07b4p-10F, 0x1.4308fap-13F};
};
}  // namespace detail

/// What `tanh_exp2` wants its argument multiplied by.
template <class T>
inline constexpr T tanh_exp2_scale = sizeof(T) == 4 ? T(0x1.715476p+1) : T(1);

/// The tanh of scores inside attention: float (2^y − 1)/(2^y + 1) with y = 2·log2(e)·x, the factor of which the caller
/// has applied already; double is `tanh`. N vectors in step: one after the other, their long chains of dependent
/// operations fill the scheduler of a core and run at half the speed.
template <class T, isize N>
TENON_INLINE void tanh_exp2(vec<T> (&y)[N]) noexcept {
  if constexpr (std::is_same_v<T, float>) {
    // At 2^±60 the result is ±1 already. NaN passes, being the second operand.
#pragma GCC unroll 8
    for (isize i = 0; i < N; ++i) y[i] = kernel::min(broadcast<T>(60.0F), kernel::max(broadcast<T>(-60.0F), y[i]));
    vec<T> r[N];
    vec<T> s[N];
#if defined(TENON_KERNEL_AVX512)
    vec<T> lost[N];
#pragma GCC unroll 8
    for (isize i = 0; i < N; ++i) {
      detail::exp2_table const t(y[i]);
      r[i] = t.r;
      s[i] = t.power_of_two();
      lost[i] = t.look_up(detail::exp2_table::lost);
    }
#pragma GCC unroll 8
    for (isize i = 0; i < N; ++i) y[i] = fma(r[i], detail::polynomial(r[i], detail::exp2_table::m), lost[i]);
#else
#pragma GCC unroll 8
    for (isize i = 0; i < N; ++i) {
      vec<T> const n = round_nearest(y[i]);
      r[i] = opaque(y[i] - n);
      s[i] = power_of_two(n);
    }
#pragma GCC unroll 8
    for (isize i = 0; i < N; ++i) y[i] = r[i] * detail::polynomial(r[i], detail::expm1_constants<T>::p);
#endif
#pragma GCC unroll 8
    for (isize i = 0; i < N; ++i) y[i] = fma(s[i], y[i], opaque(s[i] - broadcast<T>(1.0F)));
#pragma GCC unroll 8
    for (isize i = 0; i < N; ++i) y[i] = y[i] / (y[i] + broadcast<T>(2.0F));
  } else {
#pragma GCC unroll 8
    for (isize i = 0; i < N; ++i) y[i] = kernel::tanh(y[i]);
  }
}

/// `tanh_exp2` of one vector, with the factor. Float within 4 ulp; ±0 gives 0.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> tanh_short(vec<T> x) noexcept {
  vec<T> y[1] = {x * broadcast<T>(tanh_exp2_scale<T>)};
  tanh_exp2<T>(y);
  return y[0];
}

/// 1 / (1 + e^−x).
template <class T>
[[nodiscard]] TENON_INLINE vec<T> sigmoid(vec<T> x) noexcept {
  vec<T> const one = broadcast<T>(T(1));
  return one / (one + kernel::exp(-x));
}

/// x·sigmoid(x).
template <class T>
[[nodiscard]] TENON_INLINE vec<T> silu(vec<T> x) noexcept {
  return x / (broadcast<T>(T(1)) + kernel::exp(-x));
}

/// Larger of x and 0; NaN stays NaN.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> relu(vec<T> x) noexcept {
  return kernel::max(broadcast<T>(T(0)), x);
}

/// 1/√x to full precision.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> rsqrt(vec<T> x) noexcept {
  return broadcast<T>(T(1)) / kernel::sqrt(x);
}

/// The error function: an odd polynomial near zero, 1 − e^(−t·Q(t)) beyond (float); lane by lane through libm (double).
template <class T>
[[nodiscard]] TENON_INLINE vec<T> erf(vec<T> x) noexcept {
  if constexpr (std::is_same_v<T, float>) {
    static constexpr float near[] = {0x1.06eba8p-3F,  -0x1.812700p-2F, 0x1.ce1c44p-4F,
                                     -0x1.b691b2p-6F, 0x1.471a58p-8F,  -0x1.38e000p-11F};
    static constexpr float far[] = {-0x1.079d0cp-3F, -0x1.450aa0p-1F, -0x1.b55cb8p-4F, 0x1.8d6342p-6F,
                                    -0x1.fd1438p-9F, 0x1.91cfb2p-12F, -0x1.220000p-16F};
    vec<T> const t = kernel::abs(x);
    vec<T> const u = kernel::min(broadcast<T>(4.0F), t);
    vec<T> const beyond = broadcast<T>(1.0F) - kernel::exp(opaque(fma(u, detail::polynomial(u, far), -u)));
    vec<T> const close = fma(detail::polynomial(x * x, near), x, x);
    return select(t > broadcast<T>(0.927734375F), copy_sign(beyond, x), close);
  } else {
    alignas(64) T lane[static_cast<std::size_t>(lanes<T>)];
    store<T>(lane, x);
    for (T& v : lane) v = std::erf(v);
    return load<T>(lane);
  }
}

/// x·Φ(x) with the exact normal distribution: x / (1 + 2^(x·P(x²))), the exponent fitted to |x| < 5.4 and falling
/// beyond (float); through erf (double).
template <class T>
[[nodiscard]] TENON_INLINE vec<T> gelu(vec<T> x) noexcept {
  if constexpr (std::is_same_v<T, float>) {
    static constexpr float log2_odds[] = {-0x1.26aeccp+1F,  -0x1.ad6798p-4F, 0x1.8a7926p-14F, 0x1.4ea9c0p-13F,
                                          -0x1.7fdb52p-17F, 0x1.99c5fep-22F, -0x1.5c381ap-28F};
    // From 8 on the exponent only has to be beyond ±127, and stay finite.
    vec<T> const square = kernel::min(broadcast<T>(64.0F), x * x);
    vec<T> const y = x * detail::polynomial_in_pairs(square, log2_odds);
    // 2^128 is infinite and 2^-127 zero in every way of making a power of two, and far enough from 1.
    vec<T> const z = kernel::min(broadcast<T>(128.0F), kernel::max(broadcast<T>(-127.0F), y));
    vec<T> const n = round_nearest(z);
    vec<T> const p = detail::polynomial_in_pairs(opaque(z - n), detail::exp_constants<T>::short_exp2);
    return x / fma(p, power_of_two(n), broadcast<T>(1.0F));
  } else {
    vec<T> const half = x * broadcast<T>(T(0.5));
    return fma(half, kernel::erf(x * broadcast<T>(T(0.70710678118654752440))), half);
  }
}

/// The tanh form of gelu, x·sigmoid(2·√(2/π)·(x + 0.044715·x³)): one exponential and no tanh.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> gelu_tanh(vec<T> x) noexcept {
  // −2·√(2/π) and that times 0.044715.
  vec<T> const inner = fma(x * x, broadcast<T>(T(-0.071354816272600249)), broadcast<T>(T(-1.5957691216057307118)));
  return x / (broadcast<T>(T(1)) + kernel::exp(x * inner));
}

// The same functions of one number, for the edges of loops and for plain code.

template <std::floating_point T>
[[nodiscard]] TENON_INLINE T exp(T x) noexcept {
  return std::exp(x);
}
template <std::floating_point T>
[[nodiscard]] TENON_INLINE T log(T x) noexcept {
  return std::log(x);
}
template <std::floating_point T>
[[nodiscard]] TENON_INLINE T tanh(T x) noexcept {
  return std::tanh(x);
}
template <std::floating_point T>
[[nodiscard]] TENON_INLINE T sigmoid(T x) noexcept {
  return T(1) / (T(1) + std::exp(-x));
}
template <std::floating_point T>
[[nodiscard]] TENON_INLINE T silu(T x) noexcept {
  return x / (T(1) + std::exp(-x));
}
template <std::floating_point T>
[[nodiscard]] TENON_INLINE T relu(T x) noexcept {
  return x < T(0) ? T(0) : x;
}
template <std::floating_point T>
[[nodiscard]] TENON_INLINE T abs(T x) noexcept {
  return std::abs(x);
}
template <std::floating_point T>
[[nodiscard]] TENON_INLINE T sqrt(T x) noexcept {
  return std::sqrt(x);
}
template <std::floating_point T>
[[nodiscard]] TENON_INLINE T rsqrt(T x) noexcept {
  return T(1) / std::sqrt(x);
}
template <std::floating_point T>
[[nodiscard]] TENON_INLINE T erf(T x) noexcept {
  return std::erf(x);
}
template <std::floating_point T>
[[nodiscard]] TENON_INLINE T gelu(T x) noexcept {
  return x * T(0.5) * (T(1) + std::erf(x * T(0.70710678118654752440)));
}
template <std::floating_point T>
[[nodiscard]] TENON_INLINE T gelu_tanh(T x) noexcept {
  return x / (T(1) + std::exp(x * (T(-0.071354816272600249) * x * x - T(1.5957691216057307118))));
}

TENON_ISA_END
}  // namespace tenon::kernel
