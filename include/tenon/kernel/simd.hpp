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

#if !defined(TENON_KERNEL_AVX512)
namespace detail {
// Not xsimd's: where an operand is NaN, x86 before version 14 gives the second, later versions the first, NEON gives
// NaN.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> max_or_second(vec<T> a, vec<T> b) noexcept {
#if defined(__AVX__)
  if constexpr (sizeof(T) == 4) {
    return vec<T>(_mm256_max_ps(a.data, b.data));
  } else {
    return vec<T>(_mm256_max_pd(a.data, b.data));
  }
#elif defined(__SSE2__)
  if constexpr (sizeof(T) == 4) {
    return vec<T>(_mm_max_ps(a.data, b.data));
  } else {
    return vec<T>(_mm_max_pd(a.data, b.data));
  }
#else
  return xsimd::select(a > b, a, b);
#endif
}
template <class T>
[[nodiscard]] TENON_INLINE vec<T> min_or_second(vec<T> a, vec<T> b) noexcept {
#if defined(__AVX__)
  if constexpr (sizeof(T) == 4) {
    return vec<T>(_mm256_min_ps(a.data, b.data));
  } else {
    return vec<T>(_mm256_min_pd(a.data, b.data));
  }
#elif defined(__SSE2__)
  if constexpr (sizeof(T) == 4) {
    return vec<T>(_mm_min_ps(a.data, b.data));
  } else {
    return vec<T>(_mm_min_pd(a.data, b.data));
  }
#else
  return xsimd::select(a < b, a, b);
#endif
}
}  // namespace detail
#endif

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
  if constexpr (std::is_floating_point_v<T>) {
    return detail::max_or_second(a, b);
  } else {
    return xsimd::max(a, b);
  }
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
  if constexpr (std::is_floating_point_v<T>) {
    return detail::min_or_second(a, b);
  } else {
    return xsimd::min(a, b);
  }
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

TENON_ISA_END
}  // namespace tenon::kernel
