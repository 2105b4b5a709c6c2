// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Loads and stores that are not W consecutive elements of T: the first n, every s-th, elements of another type,
// booleans; and those that go around the caches. None touches memory beyond the elements named.

#include <tenon/kernel/simd.hpp>

namespace tenon::kernel {
TENON_ISA_BEGIN

namespace detail {
// A window of ones followed by zeros, read at an offset, is the mask of the first n lanes.
alignas(64) inline constexpr std::int32_t first_window32[16] = {-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0};
alignas(64) inline constexpr std::int64_t first_window64[8] = {-1, -1, -1, -1, 0, 0, 0, 0};

#if defined(TENON_KERNEL_AVX) && !defined(TENON_KERNEL_AVX512)
template <class T>
[[nodiscard]] TENON_INLINE __m256i first_bits(isize n) noexcept {
  if constexpr (sizeof(T) == 4) {
    return _mm256_loadu_si256(reinterpret_cast<__m256i const*>(first_window32 + 8 - n));
  } else {
    return _mm256_loadu_si256(reinterpret_cast<__m256i const*>(first_window64 + 4 - n));
  }
}
#endif
#if defined(TENON_KERNEL_AVX512)
template <class T>
[[nodiscard]] TENON_INLINE auto first_bits(isize n) noexcept {
  if constexpr (sizeof(T) == 4) {
    return static_cast<__mmask16>((1U << n) - 1U);
  } else {
    return static_cast<__mmask8>((1U << n) - 1U);
  }
}
#endif

template <class T>
struct iota_table {
  T value[static_cast<std::size_t>(lanes<T>)];
  constexpr iota_table() : value{} {
    for (isize i = 0; i < lanes<T>; ++i) value[i] = static_cast<T>(i);
  }
};
template <class T>
alignas(64) inline constexpr iota_table<T> iota_values{};
}  // namespace detail

/// 0, 1, 2, … in the lanes.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> iota() noexcept {
  return load<T>(detail::iota_values<T>.value);
}

/// The mask of the first n lanes, 0 ≤ n ≤ W.
template <class T>
[[nodiscard]] TENON_INLINE mask<T> first_lanes(isize n) noexcept {
  return iota<T>() < broadcast<T>(static_cast<T>(n));
}

/// The first n elements, 1 ≤ n ≤ W, zero in the other lanes; reads nothing beyond.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> load_first(T const* p, isize n) noexcept {
  static_assert(sizeof(T) == 4 || sizeof(T) == 8);
#if defined(TENON_KERNEL_AVX512)
  auto const m = detail::first_bits<T>(n);
  if constexpr (std::is_same_v<T, float>) {
    return vec<T>(_mm512_maskz_loadu_ps(m, p));
  } else if constexpr (std::is_same_v<T, double>) {
    return vec<T>(_mm512_maskz_loadu_pd(m, p));
  } else if constexpr (sizeof(T) == 4) {
    return vec<T>(_mm512_maskz_loadu_epi32(m, p));
  } else {
    return vec<T>(_mm512_maskz_loadu_epi64(m, p));
  }
#elif defined(TENON_KERNEL_AVX)
  __m256i const m = detail::first_bits<T>(n);
  if constexpr (std::is_same_v<T, double>) {
    return vec<T>(_mm256_maskload_pd(p, m));
  } else if constexpr (std::is_same_v<T, float>) {
    return vec<T>(_mm256_maskload_ps(p, m));
  } else if constexpr (sizeof(T) == 4) {
    return vec<T>(_mm256_castps_si256(_mm256_maskload_ps(reinterpret_cast<float const*>(p), m)));
  } else {
    return vec<T>(_mm256_castpd_si256(_mm256_maskload_pd(reinterpret_cast<double const*>(p), m)));
  }
#else
  alignas(64) T x[static_cast<std::size_t>(lanes<T>)] = {};
  for (isize i = 0; i < lanes<T>; ++i) {
    if (i < n) x[i] = p[i];
  }
  return load<T>(x);
#endif
}

/// Writes the first n lanes, 1 ≤ n ≤ W, and nothing beyond.
template <class T>
TENON_INLINE void store_first(T* p, vec<T> v, isize n) noexcept {
  static_assert(sizeof(T) == 4 || sizeof(T) == 8);
#if defined(TENON_KERNEL_AVX512)
  auto const m = detail::first_bits<T>(n);
  if constexpr (std::is_same_v<T, float>) {
    _mm512_mask_storeu_ps(p, m, v.data);
  } else if constexpr (std::is_same_v<T, double>) {
    _mm512_mask_storeu_pd(p, m, v.data);
  } else if constexpr (sizeof(T) == 4) {
    _mm512_mask_storeu_epi32(p, m, v.data);
  } else {
    _mm512_mask_storeu_epi64(p, m, v.data);
  }
#elif defined(TENON_KERNEL_AVX)
  __m256i const m = detail::first_bits<T>(n);
  if constexpr (std::is_same_v<T, double>) {
    _mm256_maskstore_pd(p, m, v.data);
  } else if constexpr (std::is_same_v<T, float>) {
    _mm256_maskstore_ps(p, m, v.data);
  } else if constexpr (sizeof(T) == 4) {
    _mm256_maskstore_ps(reinterpret_cast<float*>(p), m, _mm256_castsi256_ps(v.data));
  } else {
    _mm256_maskstore_pd(reinterpret_cast<double*>(p), m, _mm256_castsi256_pd(v.data));
  }
#else
  alignas(64) T x[static_cast<std::size_t>(lanes<T>)];
  store<T>(x, v);
  for (isize i = 0; i < lanes<T>; ++i) {
    if (i < n) p[i] = x[i];
  }
#endif
}

/// p[0], p[stride], p[2·stride], … for the first n lanes (n ≤ W), zero in the others.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> load_strided_first(T const* p, isize stride, isize n) noexcept {
  alignas(64) T x[static_cast<std::size_t>(lanes<T>)];
#pragma GCC unroll 16
  for (isize i = 0; i < lanes<T>; ++i) x[i] = i < n ? p[i * stride] : T(0);
  return load<T>(x);
}

/// p[0], p[stride], p[2·stride], ….
template <class T>
[[nodiscard]] TENON_INLINE vec<T> load_strided(T const* p, isize stride) noexcept {
  alignas(64) T x[static_cast<std::size_t>(lanes<T>)];
#pragma GCC unroll 16
  for (isize i = 0; i < lanes<T>; ++i) x[i] = p[i * stride];
  return load<T>(x);
}

/// Writes p[0], p[stride], … from the first n lanes.
template <class T>
TENON_INLINE void store_strided_first(T* p, isize stride, vec<T> v, isize n) noexcept {
  alignas(64) T x[static_cast<std::size_t>(lanes<T>)];
  store<T>(x, v);
  for (isize i = 0; i < n; ++i) p[i * stride] = x[i];
}

/// W lanes of T from the n ≤ W elements of another type U at p (int32, bool, float, double, …), `stride` apart; zero in
/// the lanes beyond n. An int32 is exact in a lane of double, and in a lane of float below 2^24.
template <class T, class U>
[[nodiscard]] TENON_INLINE vec<T> load_as(U const* p, isize n = lanes<T>, isize stride = 1) noexcept {
  if constexpr (std::is_same_v<T, U>) {
    if (stride == 1) return n == lanes<T> ? load<T>(p) : load_first<T>(p, n);
    return load_strided_first<T>(p, stride, n);
  } else {
#if defined(TENON_KERNEL_AVX512)
    if constexpr (std::is_same_v<U, std::int32_t>) {
      if (stride == 1) {
        auto const m = static_cast<__mmask16>((1U << n) - 1U);
        if constexpr (std::is_same_v<T, float>) {
          return vec<T>(_mm512_maskz_cvtepi32_ps(detail::full16, _mm512_maskz_loadu_epi32(m, p)));
        } else if constexpr (std::is_same_v<T, double>) {
          return vec<T>(_mm512_maskz_cvtepi32_pd(detail::full8, _mm256_maskz_loadu_epi32(static_cast<__mmask8>(m), p)));
        }
      }
    }
#endif
    alignas(64) T x[static_cast<std::size_t>(lanes<T>)];
    for (isize i = 0; i < lanes<T>; ++i) x[i] = i < n ? static_cast<T>(p[i * stride]) : T(0);
    return load<T>(x);
  }
}

/// Writes the first n lanes as elements of another type U, `stride` apart (towards zero for integers).
template <class U, class T>
TENON_INLINE void store_as(U* p, vec<T> v, isize n = lanes<T>, isize stride = 1) noexcept {
  if constexpr (std::is_same_v<T, U>) {
    if (stride == 1) {
      if (n == lanes<T>) return store<T>(p, v);
      return store_first<T>(p, v, n);
    }
  }
  alignas(64) T x[static_cast<std::size_t>(lanes<T>)];
  store<T>(x, v);
  for (isize i = 0; i < n; ++i) p[i * stride] = static_cast<U>(x[i]);
}

/// Writes W elements at an address aligned to the vector, around the caches: memory that is only written is then not
/// read first. Weakly ordered: a `stream_fence` belongs after the last one.
template <class T>
TENON_INLINE void stream(T* p, vec<T> x) noexcept {
  static_assert(sizeof(T) == 4 || sizeof(T) == 8);
#if defined(TENON_KERNEL_AVX512)
  if constexpr (std::is_same_v<T, float>) {
    _mm512_stream_ps(p, x.data);
  } else if constexpr (std::is_same_v<T, double>) {
    _mm512_stream_pd(p, x.data);
  } else {
    _mm512_stream_si512(reinterpret_cast<__m512i*>(p), x.data);
  }
#elif defined(TENON_KERNEL_AVX)
  if constexpr (std::is_same_v<T, float>) {
    _mm256_stream_ps(p, x.data);
  } else if constexpr (std::is_same_v<T, double>) {
    _mm256_stream_pd(p, x.data);
  } else {
    _mm256_stream_si256(reinterpret_cast<__m256i*>(p), x.data);
  }
#elif defined(__SSE2__)
  if constexpr (std::is_same_v<T, float>) {
    _mm_stream_ps(p, x.data);
  } else if constexpr (std::is_same_v<T, double>) {
    _mm_stream_pd(p, x.data);
  } else {
    _mm_stream_si128(reinterpret_cast<__m128i*>(p), x.data);
  }
#else
  store<T>(p, x);
#endif
}

/// Orders what was streamed before everything that is stored later.
TENON_INLINE void stream_fence() noexcept {
#if defined(__SSE2__)
  _mm_sfence();
#endif
}

/// Elements from p to the next address that `stream` takes (p is aligned to T).
template <class T>
[[nodiscard]] TENON_INLINE isize elements_to_alignment(T const* p) noexcept {
  auto const past = static_cast<isize>(reinterpret_cast<std::uintptr_t>(p) % config::vector_bytes);
  return past == 0 ? 0 : (static_cast<isize>(config::vector_bytes) - past) / static_cast<isize>(sizeof(T));
}

/// Asks for the line `bytes` after p, into the caches from the first level on (Level 1) or from the second. Any address
/// is allowed.
template <int Level>
TENON_INLINE void prefetch(void const* p, isize bytes) noexcept {
  auto const address = reinterpret_cast<std::uintptr_t>(p) + static_cast<std::uintptr_t>(bytes);
  __builtin_prefetch(reinterpret_cast<void const*>(address), 0, Level == 1 ? 3 : 2);
}

/// The mask of W booleans, or of the first n ≤ W of them (false beyond).
template <class T>
[[nodiscard]] TENON_INLINE mask<T> load_mask(bool const* p, isize n = lanes<T>, isize stride = 1) noexcept {
#if defined(TENON_KERNEL_AVX512)
  if (stride == 1) {
    auto const first = static_cast<__mmask16>((1U << n) - 1U);
    __m128i const bytes = _mm_maskz_loadu_epi8(first, p);
    auto const bits = _mm_test_epi8_mask(bytes, bytes);
    if constexpr (sizeof(T) == 4) {
      return mask<T>(static_cast<__mmask16>(bits));
    } else {
      return mask<T>(static_cast<__mmask8>(bits));
    }
  }
#endif
  return load_as<T>(p, n, stride) != broadcast<T>(T(0));
}

/// Writes the first n lanes of a mask as booleans.
template <class T>
TENON_INLINE void store_mask(bool* p, mask<T> m, isize n = lanes<T>, isize stride = 1) noexcept {
#if defined(TENON_KERNEL_AVX512)
  if (stride == 1) {
    auto const first = static_cast<__mmask16>((1U << n) - 1U);
    _mm_mask_storeu_epi8(p, first, _mm_maskz_set1_epi8(static_cast<__mmask16>(m.data), 1));
    return;
  }
#endif
  alignas(64) T x[static_cast<std::size_t>(lanes<T>)];
  store<T>(x, select(m, broadcast<T>(T(1)), broadcast<T>(T(0))));
  for (isize i = 0; i < n; ++i) p[i * stride] = x[i] != T(0);
}

/// The same truth values for lanes of another type with as many lanes (int32 and float).
template <class To, class From>
[[nodiscard]] TENON_INLINE mask<To> mask_as(mask<From> m) noexcept {
  static_assert(lanes<To> == lanes<From>);
  using to = typename mask<To>::register_type;
  return mask<To>((to)m.data);
}

/// Every lane of the mask is b.
template <class T>
[[nodiscard]] TENON_INLINE mask<T> broadcast_mask(bool b) noexcept {
  return broadcast<T>(b ? T(1) : T(0)) != broadcast<T>(T(0));
}

/// Does the mask hold in any lane?
template <class T>
[[nodiscard]] TENON_INLINE bool any(mask<T> m) noexcept {
  return xsimd::any(m);
}

/// Does the mask hold in every lane?
template <class T>
[[nodiscard]] TENON_INLINE bool all(mask<T> m) noexcept {
  return xsimd::all(m);
}

/// Does the mask hold in no lane?
template <class T>
[[nodiscard]] TENON_INLINE bool none(mask<T> m) noexcept {
  return !xsimd::any(m);
}

TENON_ISA_END
}  // namespace tenon::kernel
