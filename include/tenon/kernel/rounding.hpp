// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Lanes with integer values: rounding, powers of two, conversions between floating point and int32.

#include <tenon/kernel/simd.hpp>

namespace tenon::kernel {
TENON_ISA_BEGIN

/// Nearest integer, ties to even. Uses conversions or rounding instructions, never magic additions, which -ffast-math
/// folds away.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> round_nearest(vec<T> x) noexcept {
#if defined(TENON_KERNEL_AVX512)
  if constexpr (std::is_same_v<T, float>) {
    return vec<T>(_mm512_maskz_roundscale_ps(detail::full16, x.data, _MM_FROUND_TO_NEAREST_INT));
  } else {
    return vec<T>(_mm512_maskz_roundscale_pd(detail::full8, x.data, _MM_FROUND_TO_NEAREST_INT));
  }
#elif defined(__AVX__)
  if constexpr (std::is_same_v<T, float>) {
    return vec<T>(_mm256_round_ps(x.data, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC));
  } else {
    return vec<T>(_mm256_round_pd(x.data, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC));
  }
#elif defined(__SSE4_1__)
  if constexpr (std::is_same_v<T, float>) {
    return vec<T>(_mm_round_ps(x.data, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC));
  } else {
    return vec<T>(_mm_round_pd(x.data, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC));
  }
#elif defined(__SSE2__)
  // Through int32, which holds every value that still has a fraction in float; a double beyond 2^31 keeps its fraction,
  // which no caller here can meet.
  if constexpr (std::is_same_v<T, float>) {
    vec<T> const r(_mm_cvtepi32_ps(_mm_cvtps_epi32(x.data)));
    return select(abs(x) < broadcast<T>(8388608.0f), r, x);
  } else {
    vec<T> const r(_mm_cvtepi32_pd(_mm_cvtpd_epi32(x.data)));
    return select(abs(x) < broadcast<T>(2147483000.0), r, x);
  }
#elif defined(__aarch64__)
  if constexpr (std::is_same_v<T, float>) {
    return vec<T>(vrndnq_f32(x.data));
  } else {
    return vec<T>(vrndnq_f64(x.data));
  }
#else
  return xsimd::nearbyint(x);
#endif
}

/// 2^n for an integer-valued n with a normal result: −126…127 (float), −1022…1023 (double).
template <class T>
[[nodiscard]] TENON_INLINE vec<T> power_of_two(vec<T> n) noexcept {
#if defined(TENON_KERNEL_AVX512)
  if constexpr (std::is_same_v<T, float>) {
    return vec<T>(_mm512_maskz_scalef_ps(detail::full16, _mm512_set1_ps(1.0f), n.data));
  } else {
    return vec<T>(_mm512_maskz_scalef_pd(detail::full8, _mm512_set1_pd(1.0), n.data));
  }
#elif defined(__SSE2__)
  if constexpr (std::is_same_v<T, float>) {
#if defined(__AVX2__)
    __m256i const e = _mm256_add_epi32(_mm256_cvtps_epi32(n.data), _mm256_set1_epi32(127));
    return vec<T>(_mm256_castsi256_ps(_mm256_slli_epi32(e, 23)));
#elif defined(__AVX__)
    __m256i const i = _mm256_cvtps_epi32(n.data);
    __m128i const lo = _mm_add_epi32(_mm256_castsi256_si128(i), _mm_set1_epi32(127));
    __m128i const hi = _mm_add_epi32(_mm256_extractf128_si256(i, 1), _mm_set1_epi32(127));
    __m256i const both = _mm256_castsi128_si256(_mm_slli_epi32(lo, 23));
    return vec<T>(_mm256_castsi256_ps(_mm256_insertf128_si256(both, _mm_slli_epi32(hi, 23), 1)));
#else
    __m128i const e = _mm_add_epi32(_mm_cvtps_epi32(n.data), _mm_set1_epi32(127));
    return vec<T>(_mm_castsi128_ps(_mm_slli_epi32(e, 23)));
#endif
  } else {
    // The exponent of a double sits in the upper of its two int32 halves.
    __m128i const zero = _mm_setzero_si128();
#if defined(__AVX__)
    __m128i const e = _mm_slli_epi32(_mm_add_epi32(_mm256_cvtpd_epi32(n.data), _mm_set1_epi32(1023)), 20);
    __m256i const lo = _mm256_castsi128_si256(_mm_unpacklo_epi32(zero, e));
    return vec<T>(_mm256_castsi256_pd(_mm256_insertf128_si256(lo, _mm_unpackhi_epi32(zero, e), 1)));
#else
    __m128i const e = _mm_slli_epi32(_mm_add_epi32(_mm_cvtpd_epi32(n.data), _mm_set1_epi32(1023)), 20);
    return vec<T>(_mm_castsi128_pd(_mm_unpacklo_epi32(zero, e)));
#endif
  }
#elif defined(__aarch64__)
  if constexpr (std::is_same_v<T, float>) {
    return vec<T>(vreinterpretq_f32_s32(vshlq_n_s32(vaddq_s32(vcvtnq_s32_f32(n.data), vdupq_n_s32(127)), 23)));
  } else {
    return vec<T>(vreinterpretq_f64_s64(vshlq_n_s64(vaddq_s64(vcvtnq_s64_f64(n.data), vdupq_n_s64(1023)), 52)));
  }
#else
  return xsimd::ldexp(broadcast<T>(T(1)), xsimd::to_int(n));
#endif
}

/// x·2^n for an integer-valued n; overflows to infinity and underflows gradually, as long as x is near 1.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> scale_by_power_of_two(vec<T> x, vec<T> n) noexcept {
#if defined(TENON_KERNEL_AVX512)
  if constexpr (std::is_same_v<T, float>) {
    return vec<T>(_mm512_maskz_scalef_ps(detail::full16, x.data, n.data));
  } else {
    return vec<T>(_mm512_maskz_scalef_pd(detail::full8, x.data, n.data));
  }
#else
  // In two halves, so that each factor is a normal number and only the last product rounds.
  T const limit = sizeof(T) == 4 ? T(250) : T(2040);
  n = min(max(n, broadcast<T>(-limit)), broadcast<T>(limit));
  vec<T> const half = round_nearest(n * broadcast<T>(T(0.5)));
  return opaque(x * power_of_two(half)) * power_of_two(n - half);
#endif
}

/// Lanes of int32 as floating point (same number of lanes).
[[nodiscard]] TENON_INLINE vec<float> to_float(vec<std::int32_t> x) noexcept {
#if defined(TENON_KERNEL_AVX512)
  return vec<float>(_mm512_maskz_cvtepi32_ps(detail::full16, x.data));
#else
  return xsimd::to_float(x);
#endif
}

/// Lanes of float towards zero (same number of lanes).
[[nodiscard]] TENON_INLINE vec<std::int32_t> to_int(vec<float> x) noexcept {
#if defined(TENON_KERNEL_AVX512)
  return vec<std::int32_t>(_mm512_maskz_cvttps_epi32(detail::full16, x.data));
#else
  return xsimd::to_int(x);
#endif
}

/// Towards zero, still in floating point lanes: how a colleague's `cast<int>` acts on integer-valued lanes.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> truncate(vec<T> x) noexcept {
  vec<T> const r = round_nearest(abs(x));
  vec<T> const down = select(r > abs(x), r - broadcast<T>(T(1)), r);
  return copy_sign(down, x);
}

TENON_ISA_END
}  // namespace tenon::kernel
