// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Lanes that meet: horizontal reductions and the transposition of W vectors. Built on one compiler primitive, because
// xsimd's zips stay within 128-bit parts and its reductions change names between versions.

#include <utility>

#include <tenon/kernel/memory.hpp>

namespace tenon::kernel {
TENON_ISA_BEGIN

namespace detail {
template <int Distance, class T, std::size_t... I>
[[nodiscard]] TENON_INLINE vec<T> exchange(vec<T> x, std::index_sequence<I...>) noexcept {
  return vec<T>(__builtin_shufflevector(x.data, x.data, (static_cast<int>(I) ^ Distance)...));
}

template <class T, std::size_t... I>
[[nodiscard]] TENON_INLINE vec<T> zip_low(vec<T> a, vec<T> b, std::index_sequence<I...>) noexcept {
  constexpr int w = static_cast<int>(lanes<T>);
  return vec<T>(__builtin_shufflevector(a.data, b.data, (static_cast<int>(I) / 2 + static_cast<int>(I) % 2 * w)...));
}

template <class T, std::size_t... I>
[[nodiscard]] TENON_INLINE vec<T> zip_high(vec<T> a, vec<T> b, std::index_sequence<I...>) noexcept {
  constexpr int w = static_cast<int>(lanes<T>);
  return vec<T>(
      __builtin_shufflevector(a.data, b.data, (w / 2 + static_cast<int>(I) / 2 + static_cast<int>(I) % 2 * w)...));
}

template <int Distance, class T, class F>
[[nodiscard]] TENON_INLINE vec<T> fold_lanes(vec<T> x, F f) noexcept {
  if constexpr (Distance == 0) {
    return x;
  } else {
    vec<T> const y = f(x, exchange<Distance>(x, std::make_index_sequence<vec<T>::size>{}));
    return fold_lanes<Distance / 2>(y, f);
  }
}

template <class T>
[[nodiscard]] TENON_INLINE T first_lane(vec<T> x) noexcept {
  return x.data[0];
}
}  // namespace detail

/// a0 b0 a1 b1 …: the lower halves interleaved across the whole vector.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> zip_low(vec<T> a, vec<T> b) noexcept {
  return detail::zip_low(a, b, std::make_index_sequence<vec<T>::size>{});
}

/// The upper halves interleaved across the whole vector.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> zip_high(vec<T> a, vec<T> b) noexcept {
  return detail::zip_high(a, b, std::make_index_sequence<vec<T>::size>{});
}

/// Every two lanes exchanged: x1 x0 x3 x2 …
template <class T>
[[nodiscard]] TENON_INLINE vec<T> swap_neighbours(vec<T> x) noexcept {
  return detail::exchange<1>(x, std::make_index_sequence<vec<T>::size>{});
}

/// The sum of the lanes, by halving (float or double).
template <class T>
[[nodiscard]] TENON_INLINE T reduce_add(vec<T> x) noexcept {
  auto const add = [](vec<T> a, vec<T> b) __attribute__((always_inline)) {
    return a + b;
  };
  return detail::first_lane(detail::fold_lanes<static_cast<int>(lanes<T> / 2)>(x, add));
}

/// The largest lane (float or double, no NaN).
template <class T>
[[nodiscard]] TENON_INLINE T reduce_max(vec<T> x) noexcept {
  auto const larger = [](vec<T> a, vec<T> b) __attribute__((always_inline)) {
    return kernel::max(a, b);
  };
  return detail::first_lane(detail::fold_lanes<static_cast<int>(lanes<T> / 2)>(x, larger));
}

/// The smallest lane (float or double, no NaN).
template <class T>
[[nodiscard]] TENON_INLINE T reduce_min(vec<T> x) noexcept {
  auto const smaller = [](vec<T> a, vec<T> b) __attribute__((always_inline)) {
    return kernel::min(a, b);
  };
  return detail::first_lane(detail::fold_lanes<static_cast<int>(lanes<T> / 2)>(x, smaller));
}

/// Transposes W vectors in place by log2(W) rounds of the riffle (zip of element i with element i + W/2).
template <class T>
TENON_INLINE void transpose(vec<T> (&r)[vec<T>::size]) noexcept {
  constexpr isize w = lanes<T>;
#pragma GCC unroll 8
  for (isize round = 1; round < w; round *= 2) {
    vec<T> t[vec<T>::size];
#pragma GCC unroll 16
    for (isize i = 0; i < w / 2; ++i) {
      t[2 * i] = zip_low(r[i], r[i + w / 2]);
      t[2 * i + 1] = zip_high(r[i], r[i + w / 2]);
    }
#pragma GCC unroll 16
    for (isize i = 0; i < w; ++i) r[i] = t[i];
  }
}

namespace detail {
/// Which elements of two vectors meet in a round of `sum_across`: every second element of each 128-bit part, or every
/// second part. The shuffles that stay within parts are the cheaper ones, and this order gives sums in their places.
template <class T, isize Count, bool Odd>
constexpr int meeting_lane(isize i) noexcept {
  constexpr isize w = lanes<T>;
  constexpr isize part = 16 / static_cast<isize>(sizeof(T));
  if (Count <= part) {
    isize const from = i % part * 2 + (Odd ? 1 : 0);
    return static_cast<int>(i / part * part + (from < part ? from : w + from - part));
  }
  isize const from = i / part * 2 + (Odd ? 1 : 0);
  return static_cast<int>(from * part + i % part);  // beyond W: the second vector
}

template <class T, isize Count, bool Odd, std::size_t... I>
[[nodiscard]] TENON_INLINE vec<T> meet(vec<T> a, vec<T> b, std::index_sequence<I...>) noexcept {
  return vec<T>(__builtin_shufflevector(a.data, b.data, meeting_lane<T, Count, Odd>(static_cast<isize>(I))...));
}

/// One round of summing `Count` vectors each across its lanes, of which a and b hold a half each.
template <class T, isize Count>
[[nodiscard]] TENON_INLINE vec<T> sum_across(vec<T> a, vec<T> b) noexcept {
  constexpr auto all = std::make_index_sequence<vec<T>::size>{};
  return meet<T, Count, false>(a, b, all) + meet<T, Count, true>(a, b, all);
}
}  // namespace detail

TENON_ISA_END
}  // namespace tenon::kernel
