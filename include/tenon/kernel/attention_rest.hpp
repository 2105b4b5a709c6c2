// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Scores of the last few queries, which would fill only a small part of a lane group: features stand in lanes for the
// products, a tile of them is summed across lanes, and queries stand in lanes afterwards.

#include <tenon/kernel/decode_steps.hpp>

namespace tenon::kernel {
TENON_ISA_BEGIN
namespace detail {

/// The 128-bit part `Part` of x in every part.
template <isize Part, class T, std::size_t... I>
[[nodiscard]] TENON_INLINE vec<T> repeat_part(vec<T> x, std::index_sequence<I...>) noexcept {
  constexpr isize part = 16 / static_cast<isize>(sizeof(T));
  return vec<T>(__builtin_shufflevector(x.data, x.data, static_cast<int>(Part * part + I % part)...));
}

/// x[i] summed across its lanes, in lane i.
template <class T, isize N>
[[nodiscard]] TENON_INLINE vec<T> sum_each(vec<T> (&x)[static_cast<std::size_t>(N)]) noexcept {
  if constexpr (N == 1) {
    return x[0];
  } else {
    vec<T> half[static_cast<std::size_t>(N / 2)];
#pragma GCC unroll 16
    for (isize i = 0; i < N / 2; ++i) half[i] = sum_across<T, 2 * lanes<T> / N>(x[2 * i], x[2 * i + 1]);
    return sum_each<T, N / 2>(half);
  }
}

/// Can the scores of the last queries be computed so? Not beside a mask, since the other lanes of their group then hold
/// no scores of their own to tell which keys matter; nor with score functions that want whole tiles.
template <class T, class Shape, class Score>
inline constexpr bool can_rest_apart =
    !Score::masked && !turns_keys<Score> && !has_inner_score<T, Score> && !is_heavy_score<Score> &&
    Shape::tq >= lanes<T> && Shape::qd == 1 && Shape::kd == 1 && Shape::d % lanes<T> == 0;

/// Scores of n keys for the last `Rows` queries, of which `queries` is the first. They stand in the last lanes of a
/// group that begins at query q; the other lanes repeat them.
template <class T, class Shape, isize Rows, class Score>
TENON_NOINLINE void rest_scores(T const* queries, T scale, T const* k, T* st, T* largest, Score const& score, isize q,
                                isize key, isize n) noexcept {
  using plan = attention_plan<T, Shape>;
  constexpr isize w = lanes<T>;
  constexpr isize part = 16 / static_cast<isize>(sizeof(T));  // queries, of which the first ones may be repeated
  constexpr isize parts = w / part;                           // keys
  constexpr auto all = std::make_index_sequence<vec<T>::size>{};
  alignas(64) T scaled[static_cast<std::size_t>(part * Shape::d)];
#pragma GCC unroll 4
  for (isize r = 0; r < part; ++r) {
    T const* const row = queries + (r < part - Rows ? 0 : r - (part - Rows)) * Shape::qs;
    for (isize d = 0; d < Shape::d; d += w) store<T>(scaled + r * Shape::d + d, load<T>(row + d) * broadcast<T>(scale));
  }
  Score const local = score;
  auto const f = local.template lanes<vec<T>, true>(q);
  vec<T> top = load<T>(largest);
  // The last tile begins earlier; what it shares with the one before it comes out the same.
  for (isize next = 0; next < n; next += parts) {
    isize const begin = std::min(next, n - parts);
    T const* const rows = k + begin * Shape::ks;
    vec<T> x[vec<T>::size];
#pragma GCC unroll 16
    for (isize i = 0; i < w; ++i) x[i] = broadcast<T>(T(0));
#if defined(__clang__)
#pragma clang loop unroll(disable)
#else
#pragma GCC unroll 1
#endif
    for (isize d = 0; d < Shape::d; d += w) {
      vec<T> y[static_cast<std::size_t>(part)];
#pragma GCC unroll 4
      for (isize r = 0; r < part; ++r) {
        y[r] = load<T>(scaled + r * Shape::d + d);
        hold(y[r]);
      }
#pragma GCC unroll 16
      for (isize i = 0; i < parts; ++i) {
        vec<T> a = load<T>(rows + i * Shape::ks + d);
        hold(a);
#pragma GCC unroll 4
        for (isize r = 0; r < part; ++r) x[i * part + r] = fma(a, y[r], x[i * part + r]);
      }
    }
    vec<T> const sums = sum_each<T, w>(x);
    T* const to = st + begin * plan::ld;
    [&]<std::size_t... P>(std::index_sequence<P...>) TENON_LAMBDA_INLINE {
      (finish_score<Score::masked>(
           f(repeat_part<static_cast<isize>(P)>(sums, all), key + begin + static_cast<isize>(P)),
           to + static_cast<isize>(P) * plan::ld, top),
       ...);
    }
    (std::make_index_sequence<static_cast<std::size_t>(parts)>{});
  }
  store<T>(largest, top);
}

}  // namespace detail
TENON_ISA_END
}  // namespace tenon::kernel
