// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The vector of this machine and its arithmetic: the only header that knows xsimd (8.1 to 14) and intrinsics for
// arithmetic. Call these functions qualified (`kernel::exp(x)`): argument-dependent lookup also finds xsimd's own.

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <xsimd/xsimd.hpp>

#include <tenon/config.hpp>

namespace tenon::kernel {
TENON_ISA_BEGIN

/// Extents, strides and positions inside kernels are signed, so that differences may go negative.
using isize = std::ptrdiff_t;

// The architecture is spelled out, not left to xsimd's default, so that it always agrees with TENON_ISA and the cost
// model.
#if defined(__AVX512F__) && defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__)
using arch = xsimd::avx512bw;
#define TENON_KERNEL_AVX512 1
#define TENON_KERNEL_AVX 1
#elif defined(__AVX2__) && defined(__FMA__)
using arch = xsimd::fma3<xsimd::avx2>;
#define TENON_KERNEL_AVX 1
#elif defined(__AVX2__)
using arch = xsimd::avx2;
#define TENON_KERNEL_AVX 1
#elif defined(__AVX__)
using arch = xsimd::avx;
#define TENON_KERNEL_AVX 1
#elif defined(__SSE4_2__)
using arch = xsimd::sse4_2;
#elif defined(__SSE4_1__)
using arch = xsimd::sse4_1;
#elif defined(__SSSE3__)
using arch = xsimd::ssse3;
#elif defined(__SSE3__)
using arch = xsimd::sse3;
#elif defined(__SSE2__)
using arch = xsimd::sse2;
#else
using arch = xsimd::default_arch;
#endif

/// The widest vector of T.
template <class T>
using vec = xsimd::batch<T, arch>;
/// One truth value for each lane of vec<T>.
template <class T>
using mask = xsimd::batch_bool<T, arch>;
/// Number of lanes of vec<T>.
template <class T>
inline constexpr isize lanes = static_cast<isize>(vec<T>::size);

static_assert(sizeof(vec<float>) == config::vector_bytes, "the cost model and xsimd disagree on the vector width");

/// Whether a load of the first n < W elements is one instruction.
#if defined(TENON_KERNEL_AVX)
inline constexpr bool has_masked_load = true;
#else
inline constexpr bool has_masked_load = false;
#endif

#if defined(TENON_KERNEL_AVX512)
namespace detail {
// All lanes: the zero-masking forms compile to the plain instruction, and the plain intrinsics of g++ 12 start from a
// vector that -Wall calls uninitialized.
inline constexpr __mmask16 full16 = 0xffff;
inline constexpr __mmask8 full8 = 0xff;
}  // namespace detail
#endif

/// Every lane is x.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> broadcast(std::type_identity_t<T> x) noexcept {
  return vec<T>(x);
}

/// W consecutive elements at any address.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> load(T const* p) noexcept {
  return vec<T>::load_unaligned(p);
}

/// Writes W consecutive elements at any address.
template <class T>
TENON_INLINE void store(T* p, vec<T> x) noexcept {
  x.store_unaligned(p);
}

/// The same bits as lanes of another type.
template <class To, class From>
[[nodiscard]] TENON_INLINE vec<To> bits_as(vec<From> x) noexcept {
  using to = typename vec<To>::register_type;
  return vec<To>((to)x.data);
}

/// The same value, about which the optimizer knows nothing: -ffast-math would reassociate two-part constants, scalings
/// and cancellations that must stay apart.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> opaque(vec<T> x) noexcept {
#if defined(TENON_KERNEL_AVX512)
  asm("" : "+v"(x.data));
#elif defined(__SSE2__)
  asm("" : "+x"(x.data));
#elif defined(__aarch64__)
  asm("" : "+w"(x.data));
#endif
  return x;
}

/// a·b + c, in one rounding where the machine has it. (xsimd before 11 has no AVX-512 fma, and clang contracts
/// nothing.)
template <class T>
[[nodiscard]] TENON_INLINE vec<T> fma(vec<T> a, vec<T> b, vec<T> c) noexcept {
#if defined(TENON_KERNEL_AVX512)
  if constexpr (std::is_same_v<T, float>) {
    return vec<T>(_mm512_fmadd_ps(a.data, b.data, c.data));
  } else if constexpr (std::is_same_v<T, double>) {
    return vec<T>(_mm512_fmadd_pd(a.data, b.data, c.data));
  } else {
    return a * b + c;
  }
#else
  return xsimd::fma(a, b, c);
#endif
}

/// c − a·b, in one rounding where the machine has it.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> fnma(vec<T> a, vec<T> b, vec<T> c) noexcept {
#if defined(TENON_KERNEL_AVX512)
  if constexpr (std::is_same_v<T, float>) {
    return vec<T>(_mm512_fnmadd_ps(a.data, b.data, c.data));
  } else if constexpr (std::is_same_v<T, double>) {
    return vec<T>(_mm512_fnmadd_pd(a.data, b.data, c.data));
  } else {
    return c - a * b;
  }
#elif defined(__FMA__) && defined(__AVX2__)
  return xsimd::fnma(a, b, c);
#else
  return c - a * b;
#endif
}

/// The larger; b where either is NaN.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> max(vec<T> a, vec<T> b) noexcept {
#if defined(TENON_KERNEL_AVX512)
  if constexpr (std::is_same_v<T, float>) {
    return vec<T>(_mm512_maskz_max_ps(detail::full16, a.data, b.data));
  } else if constexpr (std::is_same_v<T, double>) {
    return vec<T>(_mm512_maskz_max_pd(detail::full8, a.data, b.data));
  } else {
    return xsimd::max(a, b);
  }
#else
  return xsimd::max(a, b);
#endif
}

/// The smaller; b where either is NaN.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> min(vec<T> a, vec<T> b) noexcept {
#if defined(TENON_KERNEL_AVX512)
  if constexpr (std::is_same_v<T, float>) {
    return vec<T>(_mm512_maskz_min_ps(detail::full16, a.data, b.data));
  } else if constexpr (std::is_same_v<T, double>) {
    return vec<T>(_mm512_maskz_min_pd(detail::full8, a.data, b.data));
  } else {
    return xsimd::min(a, b);
  }
#else
  return xsimd::min(a, b);
#endif
}

/// a where the mask holds, else b.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> select(mask<T> m, vec<T> a, vec<T> b) noexcept {
  return xsimd::select(m, a, b);
}

/// Magnitude.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> abs(vec<T> x) noexcept {
  return x & ~broadcast<T>(T(-0.0));
}

/// Square root, correctly rounded.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> sqrt(vec<T> x) noexcept {
#if defined(TENON_KERNEL_AVX512)
  if constexpr (std::is_same_v<T, float>) {
    return vec<T>(_mm512_maskz_sqrt_ps(detail::full16, x.data));
  } else {
    return vec<T>(_mm512_maskz_sqrt_pd(detail::full8, x.data));
  }
#else
  return xsimd::sqrt(x);
#endif
}

/// The magnitude of x with the sign of s.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> copy_sign(vec<T> x, vec<T> s) noexcept {
  vec<T> const sign = broadcast<T>(T(-0.0));
  return (x & ~sign) | (s & sign);
}

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
