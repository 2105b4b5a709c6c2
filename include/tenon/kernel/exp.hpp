// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Vector exponentials. `exp` and what is built on it reduce to |r| ≤ ln2/2 with a two-part ln2 and evaluate
// 1 + (r + r²·P(r)); `exp2_short` is the form that softmax uses: a polynomial of degree 5 (float), or, where a table of
// 32 numbers can be looked up in one instruction, of degree 2.

#include <cstddef>
#include <iterator>

#include <tenon/kernel/rounding.hpp>

namespace tenon::kernel {
TENON_ISA_BEGIN

namespace detail {

template <class T>
struct exp_constants;

template <>
struct exp_constants<float> {
  static constexpr float log2e = 0x1.715476p0F;
  // The upper part has 9 bits, so n·ln2_high is exact without fused multiply-add.
  static constexpr float ln2_high = 0x1.63p-1F;
  static constexpr float ln2_low = -0x1.bd0106p-13F;
  static constexpr float lowest = -105.0F;
  static constexpr float highest = 89.0F;
  static constexpr float p[] = {0x1.0p-1F,      0x1.555556p-3F,  0x1.5554e8p-5F,
                                0x1.1110e0p-7F, 0x1.6d43b0p-10F, 0x1.a1256cp-13F};
  static constexpr float short_exp2[] = {0x1.000002p0F,  0x1.62e428p-1F, 0x1.ebf918p-3F,
                                         0x1.c6b6e4p-5F, 0x1.3d0c52p-7F, 0x1.5c08e6p-10F};
  static constexpr float short_lowest = -127.0F;
  static constexpr float normal_lowest = -126.0F;
  // The argument whose power of two is 2^-127, which is written as zero.
  static constexpr float underflow = -88.03F;
};

template <>
struct exp_constants<double> {
  static constexpr double log2e = 0x1.71547652b82fep0;
  static constexpr double ln2_high = 0x1.62e42feep-1;
  static constexpr double ln2_low = 0x1.a39ef35793c76p-33;
  static constexpr double lowest = -746.0;
  static constexpr double highest = 710.0;
  static constexpr double p[] = {0x1.0000000000001p-1,  0x1.5555555555556p-3,  0x1.5555555553d37p-5,
                                 0x1.11111111109a6p-7,  0x1.6c16c1789d1d7p-10, 0x1.a01a01a7cebcdp-13,
                                 0x1.a019b8ca26fcfp-16, 0x1.71de0d85293b8p-19, 0x1.2891d4ffbb0f9p-22,
                                 0x1.af390ba7e6f47p-26};
  static constexpr double short_exp2[] = {0x1.0000000000000p+0,  0x1.62e42fefa39efp-1,  0x1.ebfbdff82c5afp-3,
                                          0x1.c6b08d704a0c6p-5,  0x1.3b2ab6fb9f0e6p-7,  0x1.5d87fe78a3f4bp-10,
                                          0x1.4309131152840p-13, 0x1.ffcbfc6dc7729p-17, 0x1.62bfc26676f3ep-20,
                                          0x1.b524eb7daec92p-24, 0x1.e62338c956fe2p-28, 0x1.e9ecb42c532a9p-32};
  static constexpr double short_lowest = -1023.0;
  static constexpr double normal_lowest = -1022.0;
  static constexpr double underflow = -709.09;
};

/// c0 + x·(c1 + x·(…)).
template <class T, std::size_t N>
[[nodiscard]] TENON_INLINE vec<T> polynomial(vec<T> x, T const (&c)[N]) noexcept {
  constexpr isize n = static_cast<isize>(N);
  vec<T> y = broadcast<T>(c[n - 1]);
#pragma GCC unroll 16
  for (isize i = 1; i < n; ++i) y = fma(y, x, broadcast<T>(c[n - 1 - i]));
  return y;
}

#if defined(TENON_KERNEL_AVX512)
/// 2^x = 2^⌊n⌋·2^(i/32)·2^r with n = k + i/32 and |r| ≤ 1/64: half the multiply-adds of the polynomial, which in a
/// softmax compete with those of the products (4.1 → 3 cycles a vector). At most 2 ulp.
struct exp2_table {
  alignas(64) static constexpr float power[32] = {
      0x1.000000p+0F, 0x1.059b0ep+0F, 0x1.0b5586p+0F, 0x1.11301ep+0F, 0x1.172b84p+0F, 0x1.1d4874p+0F, 0x1.2387a6p+0F,
      0x1.29e9e0p+0F, 0x1.306fe0p+0F, 0x1.371a74p+0F, 0x1.3dea64p+0F, 0x1.44e086p+0F, 0x1.4bfdaep+0F, 0x1.5342b6p+0F,
      0x1.5ab07ep+0F, 0x1.6247ecp+0F, 0x1.6a09e6p+0F, 0x1.71f75ep+0F, 0x1.7a1148p+0F, 0x1.82589ap+0F, 0x1.8ace54p+0F,
      0x1.93737cp+0F, 0x1.9c4918p+0F, 0x1.a5503cp+0F, 0x1.ae89fap+0F, 0x1.b7f770p+0F, 0x1.c199bep+0F, 0x1.cb720ep+0F,
      0x1.d5818ep+0F, 0x1.dfc974p+0F, 0x1.ea4afap+0F, 0x1.f50766p+0F};
  /// What rounding took from each: exact / rounded − 1.
  alignas(64) static constexpr float lost[32] = {0.0F,
                                                 -0x1.947414p-25F,
                                                 0x1.8d96d4p-25F,
                                                 -0x1.dda2fcp-25F,
                                                 -0x1.9c0c22p-27F,
                                                 -0x1.a2fbb2p-25F,
                                                 0x1.964904p-25F,
                                                 -0x1.2b0dbcp-25F,
                                                 0x1.125002p-25F,
                                                 -0x1.cde8cep-26F,
                                                 0x1.370be4p-25F,
                                                 0x1.336de2p-30F,
                                                 -0x1.0a3550p-25F,
                                                 -0x1.c541b4p-26F,
                                                 -0x1.00d8acp-27F,
                                                 -0x1.6cb284p-25F,
                                                 0x1.26055cp-26F,
                                                 0x1.8b2bb8p-26F,
                                                 -0x1.05cb44p-25F,
                                                 -0x1.1c2142p-26F,
                                                 0x1.67a1cap-28F,
                                                 -0x1.348e56p-25F,
                                                 0x1.a3b5e4p-28F,
                                                 -0x1.0b7ec8p-25F,
                                                 -0x1.f9c304p-27F,
                                                 -0x1.e4c886p-26F,
                                                 -0x1.6961b4p-28F,
                                                 -0x1.b5151ep-28F,
                                                 -0x1.a5217cp-28F,
                                                 -0x1.ab7132p-26F,
                                                 0x1.61428ep-28F,
                                                 -0x1.2ad5f8p-27F};
  // In [2^18, 2^19) floats are 1/32 apart: the lowest bits of the sum are i. It rounds only what −2^17 leaves, but
  // whatever comes of less, 2^k makes zero of it.
  static constexpr float magic = 0x1.8p+18F;
  static constexpr float c1 = 0x1.62e584p-1F;
  static constexpr float c2 = 0x1.ebfcdcp-3F;
  /// (2^r − 1)/r, with a small error relative to itself.
  static constexpr float m[] = {0x1.62e430p-1F, 0x1.ebfcccp-3F, 0x1.c6b08ep-5F};

  vec<float> n;
  vec<float> r;
  __m512i index;

  TENON_INLINE explicit exp2_table(vec<float> x) noexcept {
    vec<float> const shifted = opaque(x + broadcast<float>(magic));
    n = opaque(shifted - broadcast<float>(magic));
    r = x - n;
    index = _mm512_castps_si512(shifted.data);
  }
  [[nodiscard]] TENON_INLINE vec<float> look_up(float const (&table)[32]) const noexcept {
    return vec<float>(_mm512_permutex2var_ps(_mm512_load_ps(table), index, _mm512_load_ps(table + 16)));
  }
  /// 2^x. (vscalefps takes the floor of n itself.)
  [[nodiscard]] TENON_INLINE vec<float> exp2() const noexcept {
    vec<float> const p = look_up(power);
    vec<float> const u = r * fma(r, broadcast<float>(c2), broadcast<float>(c1));
    return scale_by_power_of_two(fma(u, p, p), n);
  }
  /// 2^n, rounded.
  [[nodiscard]] TENON_INLINE vec<float> power_of_two() const noexcept {
    return scale_by_power_of_two(look_up(power), n);
  }
};
#endif

/// The same sum in pairs, (c0 + c1·x) + x²·((c2 + c3·x) + x²·(…)): about half as deep for one multiplication more. Long
/// functions are bound by how many of their dependent steps wait at once, not by their number.
template <class T, std::size_t N>
[[nodiscard]] TENON_INLINE vec<T> polynomial_in_pairs(vec<T> x, T const (&c)[N]) noexcept {
  constexpr isize n = static_cast<isize>(N);
  constexpr isize top = n % 2 == 0 ? n - 2 : n - 3;
  vec<T> const x2 = x * x;
  vec<T> y = fma(x, broadcast<T>(c[top + 1]), broadcast<T>(c[top]));
  if constexpr (n % 2 != 0) y = fma(x2, broadcast<T>(c[n - 1]), y);
#pragma GCC unroll 16
  for (isize i = top - 2; i >= 0; i -= 2) y = fma(y, x2, fma(x, broadcast<T>(c[i + 1]), broadcast<T>(c[i])));
  return y;
}

/// The coefficients of e^x, from those of 2^x.
template <class T>
struct natural_coefficients {
  T c[std::size(exp_constants<T>::short_exp2)];
  constexpr natural_coefficients() : c{} {
    long double power = 1;
    for (std::size_t i = 0; i < std::size(c); ++i) {
      c[i] = static_cast<T>(exp_constants<T>::short_exp2[i] * power);
      power *= 1.4426950408889634074L;
    }
  }
};
template <class T>
inline constexpr natural_coefficients<T> natural{};

/// e^x = 2^n·(1 + m), |m| small: x must be within a few hundred of zero.
template <class T>
struct exp_parts {
  vec<T> n;
  vec<T> m;
};

template <class T>
[[nodiscard]] TENON_INLINE exp_parts<T> split_exp(vec<T> x) noexcept {
  using c = exp_constants<T>;
  vec<T> const n = round_nearest(x * broadcast<T>(c::log2e));
  vec<T> r = opaque(fnma(n, broadcast<T>(c::ln2_high), x));
  r = fnma(n, broadcast<T>(c::ln2_low), r);
  return {n, fma(r * r, polynomial_in_pairs(r, c::p), r)};
}

}  // namespace detail

/// e^x. Numerics: at most 1.1 ulp (float and double; 1.5 without FMA); ±∞, NaN, overflow to ∞, gradual underflow to 0.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> exp(vec<T> x) noexcept {
  using c = detail::exp_constants<T>;
  // NaN passes through both, being the second operand.
  x = kernel::min(broadcast<T>(c::highest), kernel::max(broadcast<T>(c::lowest), x));
  auto const [n, m] = detail::split_exp(x);
  return scale_by_power_of_two(opaque(m + broadcast<T>(T(1))), n);
}

/// 2^x for x ≤ 1 (softmax: x ≤ 0 up to rounding). Numerics: at most 4 ulp; below the smallest normal number the result
/// is 0, denormal or the smallest normal number, whichever the instruction set makes cheap; NaN stays NaN.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> exp2_short(vec<T> x) noexcept {
  using c = detail::exp_constants<T>;
#if defined(TENON_KERNEL_AVX512)
  if constexpr (std::is_same_v<T, float>) return detail::exp2_table(x).exp2();
  vec<T> const n = round_nearest(x);
  return scale_by_power_of_two(detail::polynomial(x - n, c::short_exp2), n);
#else
  // At the lower bound the biased exponent, and so the power, is zero: masked scores must give exactly that.
  vec<T> const y = kernel::max(broadcast<T>(c::short_lowest), x);
  vec<T> const n = round_nearest(y);
  return opaque(detail::polynomial(opaque(y - n), c::short_exp2)) * power_of_two(n);
#endif
}

/// e^x for x ≤ 0, in the exponential of softmax. Numerics: at most 4 ulp; what is below the smallest normal number is 0
/// or, without AVX-512 and within a factor of √½, denormal; −∞ gives exactly 0; NaN stays NaN.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> exp_short(vec<T> x) noexcept {
  using c = detail::exp_constants<T>;
#if !defined(TENON_KERNEL_AVX512)
  x = kernel::max(broadcast<T>(c::underflow), x);
#endif
  vec<T> const t = x * broadcast<T>(c::log2e);
  vec<T> const n = round_nearest(t);
  // ln 2 in two parts: the error does not grow with −x.
  vec<T> r = opaque(fnma(n, broadcast<T>(c::ln2_high), x));
  r = opaque(fnma(n, broadcast<T>(c::ln2_low), r));
  vec<T> const p = detail::polynomial_in_pairs(r, detail::natural<T>.c);
#if defined(TENON_KERNEL_AVX512)
  // "Not less", so that NaN is kept; what −∞ made of itself is not.
  if constexpr (std::is_same_v<T, float>) {
    auto const normal = _mm512_cmp_ps_mask(t.data, _mm512_set1_ps(c::normal_lowest), _CMP_NLT_UQ);
    return vec<T>(_mm512_maskz_scalef_ps(normal, p.data, n.data));
  } else {
    auto const normal = _mm512_cmp_pd_mask(t.data, _mm512_set1_pd(c::normal_lowest), _CMP_NLT_UQ);
    return vec<T>(_mm512_maskz_scalef_pd(normal, p.data, n.data));
  }
#else
  return opaque(p) * power_of_two(n);
#endif
}

TENON_ISA_END
}  // namespace tenon::kernel
