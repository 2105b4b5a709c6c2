// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The loop nests of attention with few queries, one noinline function each. While one of keys and values is read, the
// other is asked for: their blocks alternate, and no hardware prefetcher sees that coming.

#include <algorithm>

#include <tenon/kernel/attention_steps.hpp>
#include <tenon/kernel/decode_plan.hpp>

namespace tenon::kernel {
TENON_ISA_BEGIN
namespace detail {

/// Asks for `Bytes` bytes from p on.
template <isize Bytes, class T>
TENON_INLINE void ask_for(T const* p) noexcept {
#pragma GCC unroll 32
  for (isize b = 0; b < Bytes; b += 64) __builtin_prefetch(reinterpret_cast<char const*>(p) + b);
}

/// Products of MR queries with keys First … First + Count − 1 of a group, one in each lane. Beyond `Keys` the last key
/// is read again.
template <class T, isize D, isize KS, isize MR, isize Keys, isize Next, isize NextStride, isize First, isize Count>
TENON_INLINE void few_dots(vec<T> (&sum)[MR], T const* q, T const* k, T const* next) noexcept {
  constexpr isize w = lanes<T>;
  constexpr isize vectors = (D + w - 1) / w;
  constexpr isize rest = D % w;
  if constexpr (Count == 1) {
    if constexpr (Next > 0) ask_for<Next* static_cast<isize>(sizeof(T))>(next + First * NextStride);
    T const* const row = k + (First < Keys ? First : Keys - 1) * KS;
#pragma GCC unroll 16
    for (isize j = 0; j < vectors; ++j) {
      vec<T> const x = rest != 0 && j == vectors - 1 ? load_first<T>(row + j * w, rest) : load<T>(row + j * w);
#pragma GCC unroll 4
      for (isize i = 0; i < MR; ++i) {
        vec<T> const y = load<T>(q + (i * vectors + j) * w);
        sum[i] = j == 0 ? x * y : fma(x, y, sum[i]);
      }
    }
  } else {
    vec<T> other[MR];
    few_dots<T, D, KS, MR, Keys, Next, NextStride, First, Count / 2>(sum, q, k, next);
    few_dots<T, D, KS, MR, Keys, Next, NextStride, First + Count / 2, Count / 2>(other, q, k, next);
#pragma GCC unroll 4
    for (isize i = 0; i < MR; ++i) sum[i] = sum_across<T, Count>(sum[i], other[i]);
  }
}

/// Products of MR queries with `groups` groups of W keys that lie along the features.
template <class T, isize D, isize KS, isize MR, isize Keys, isize LD, isize Next, isize NextStride>
TENON_NOINLINE void few_products(T const* q, T const* k, T* st, isize groups, T const* next) noexcept {
  constexpr isize w = lanes<T>;
#if defined(__clang__)
#pragma clang loop unroll(disable)
#endif
  for (isize g = 0; g < groups; ++g, k += w * KS, st += w, next += w * NextStride) {
    vec<T> sum[MR];
    few_dots<T, D, KS, MR, Keys, Next, NextStride, 0, w>(sum, q, k, next);
#pragma GCC unroll 4
    for (isize i = 0; i < MR; ++i) store<T>(st + i * LD, sum[i]);
  }
}

/// The same for NV groups of keys that lie along the keys.
template <class T, isize KD, isize QR, isize MR, isize NV, isize Tail, isize LD>
TENON_NOINLINE void few_products_along_keys(T const* q, T const* k, isize depth, T* st) noexcept {
  constexpr isize w = lanes<T>;
  vec<T> acc[MR][NV];
  clear(acc);
  accumulate<MR, NV, Tail>(acc, q, QR, 1, k, KD, depth);
#pragma GCC unroll 4
  for (isize i = 0; i < MR; ++i) {
#pragma GCC unroll 4
    for (isize j = 0; j < NV; ++j) store<T>(st + i * LD + j * w, acc[i][j]);
  }
}

/// Products of `Rows` queries with those of `Keys` keys that are in `seen`; the others, which are not read, get zero.
template <class T, class Shape, isize QR, isize Keys, isize LD>
TENON_NOINLINE void few_border_products(T const* q, T const* k, key_set seen, T* st) noexcept {
  constexpr isize w = lanes<T>;
  for (isize i = 0; i < Keys; ++i) {
    T const* const row = k + i * Shape::ks;
    for (isize r = 0; r < Shape::rows; ++r) {
      vec<T> sum = broadcast<T>(T(0));
      for (isize d = 0; d < Shape::d && (seen >> i & 1UL) != 0; d += w) {
        vec<T> const x = load_as<T>(row + d * Shape::kd, std::min<isize>(Shape::d - d, w), Shape::kd);
        sum = fma(x, load<T>(q + r * QR + d), sum);
      }
      st[r * LD + i] = reduce_add<T>(sum);
    }
  }
}

/// What a group of keys begins with, and which of its lanes belong to it.
struct key_lanes {
  isize key;
  isize first;  ///< lanes before are computed elsewhere
  isize end;    ///< lanes from here on are padding
};

/// Applies the score function to a group of keys of every query, in place, and takes part in the maxima.
template <class T, isize LD, isize Rows, bool AllVisible, class Score>
TENON_INLINE void few_scores(T* st, T* largest, Score const& score, key_lanes at) {
  constexpr isize w = lanes<T>;
  auto const f = score.template lanes<vec<T>, AllVisible>(at.key);
  bool const whole = at.first == 0 && at.end == w;
#if defined(__clang__)
#pragma clang loop unroll(disable)
#endif
  for (isize i = 0; i < Rows; ++i) {
    vec<T> s = f(load<T>(st + i * LD), i);
    if constexpr (Score::masked) s = kernel::max(broadcast<T>(masked_score<T>), s);
    vec<T> counted = s;
    if (!whole) {
      vec<T> const lane = iota<T>();
      auto const own = (lane >= broadcast<T>(static_cast<T>(at.first))) & (lane < broadcast<T>(static_cast<T>(at.end)));
      if (at.first != 0) s = select(own, s, load<T>(st + i * LD));
      counted = select(own, s, broadcast<T>(lowest_maximum<T, Score::masked>));
    }
    store<T>(st + i * LD, s);
    store<T>(largest + i * w, kernel::max(load<T>(largest + i * w), counted));
  }
}

/// The state of few queries: a vector of maxima and of sums for each (their lanes are joined at the end), the maximum
/// so far, and what the last block changed.
template <class T>
struct few_state {
  T* largest;
  T* sum;
  T* maximum;
  T* rescale;
};

/// Turns n scores of each query into weights and adds them to the sums; weights beyond n, up to a whole vector, become
/// zero.
template <class T, isize LD, isize Rows>
TENON_NOINLINE void few_weights(T* st, isize n, few_state<T> const& s) noexcept {
  constexpr isize w = lanes<T>;
  isize const whole = n / w * w;
  for (isize i = 0; i < Rows; ++i, st += LD) {
    T const before = s.maximum[i];
    T const top_score = std::max(before, reduce_max<T>(load<T>(s.largest + i * w)));
    vec<T> const now = broadcast<T>(top_score);
    vec<T> const scale = exponent_scale<T>(now);
    vec<T> const top = opaque(now * scale);
    vec<T> const factor = exp2_short(opaque(broadcast<T>(before) * scale) - top);
    s.maximum[i] = top_score;
    s.rescale[i] = first_lane(factor);
    vec<T> total = load<T>(s.sum + i * w) * factor;
#pragma GCC unroll 2
    for (isize k = 0; k < whole; k += w) {
      vec<T> const p = exp2_short(fma(load<T>(st + k), scale, -top));
      store<T>(st + k, p);
      total = total + p;
    }
    if (n > whole) {
      vec<T> const p = exp2_short(fma(load_first<T>(st + whole, n - whole), scale, -top));
      vec<T> const some = select(first_lanes<T>(n - whole), p, broadcast<T>(T(0)));
      store<T>(st + whole, some);
      total = total + some;
    }
    store<T>(s.sum + i * w, total);
  }
}

/// o = rescale · o + weights · values for MR rows and NV vectors of values. Two keys at a time where one would wait for
/// its multiply-adds.
template <class T, isize VS, isize MR, isize NV, isize Tail, isize Back, isize LD, isize OR, isize Next,
          isize NextStride>
TENON_NOINLINE void few_values(T const* st, T const* v, isize begin, isize end, T* o, T const* rescale,
                               T const* next) noexcept {
  constexpr isize w = lanes<T>;
  constexpr isize keys = MR * NV < 8 ? 2 : 1;
  vec<T> acc[keys * MR][NV];
  clear(acc);
  auto const add = [&acc, st, v, next ](isize k, auto which) __attribute__((always_inline)) {
    if constexpr (Next > 0)
      ask_for<Next* static_cast<isize>(sizeof(T))>(next + k * NextStride);
    else
      static_cast<void>(next);  // clang 14: captured and not used
    vec<T> row[NV];
#pragma GCC unroll 16
    for (isize j = 0; j < NV; ++j) {
      vec<T> x = Tail != 0 && j == NV - 1 ? load_first<T>(v + k * VS + j * w, Tail)
                                          : load<T>(v + k * VS + j * w - (j == NV - 1 ? Back : 0));
      if constexpr (MR > 1) hold(x);  // of one row it is the operand of a multiply-add
      row[j] = x;
    }
#pragma GCC unroll 16
    for (isize i = 0; i < MR; ++i) {
      vec<T> const p = broadcast<T>(st[i * LD + k]);
#pragma GCC unroll 16
      for (isize j = 0; j < NV; ++j) acc[which() * MR + i][j] = fma(p, row[j], acc[which() * MR + i][j]);
    }
  };
  using first = std::integral_constant<isize, 0>;
  isize k = begin;
#if defined(__clang__)
#pragma clang loop unroll(disable)
#endif
  for (; k + keys <= end; k += keys) {
    add(k, first{});
    if constexpr (keys == 2) add(k + 1, std::integral_constant<isize, keys - 1>{});
  }
  if constexpr (keys == 2) {
    if (k < end) add(k, first{});
  }
#pragma GCC unroll 16
  for (isize i = 0; i < MR; ++i) {
    vec<T> const factor = broadcast<T>(rescale[i]);
#pragma GCC unroll 16
    for (isize j = 0; j < NV; ++j) {
      vec<T> x = acc[i][j];
      if constexpr (keys == 2) x = x + acc[MR + i][j];
      store<T>(o + i * OR + j * w, fma(load<T>(o + i * OR + j * w), factor, x));
    }
  }
}

/// Has every key of a group a weight other than zero for some query? (NaN is not zero.)
template <class T, isize LD, isize Rows>
[[nodiscard]] TENON_INLINE bool all_alive(T const* st) noexcept {
  vec<T> const zero = broadcast<T>(T(0));
  mask<T> dead = load<T>(st) == zero;
  for (isize i = 1; i < Rows; ++i) dead = dead & (load<T>(st + i * LD) == zero);
  return none<T>(dead);
}

/// The runs of keys of a block that have a weight other than zero for some query; the values of the others, which may
/// be garbage, are never read.
template <class T, isize LD, isize Rows, isize Most>
TENON_NOINLINE void few_runs(T const* st, isize n, key_runs<Most>& runs) noexcept {
  constexpr isize w = lanes<T>;
  runs.count = 0;
  bool inside = false;
  for (isize k = 0; k < n;) {
    if (k % w == 0 && k + w <= n && all_alive<T, LD, Rows>(st + k)) {
      if (!inside) runs.begin[runs.count] = k;
      inside = true;
      k += w;
      continue;
    }
    for (isize const end = std::min(n, k + w); k < end; ++k) {
      bool alive = false;
      for (isize i = 0; i < Rows && !alive; ++i) alive = st[i * LD + k] != T(0);
      if (alive && !inside) runs.begin[runs.count] = k;
      if (!alive && inside) runs.end[runs.count++] = k;
      inside = alive;
    }
  }
  if (inside) runs.end[runs.count++] = n;
}

}  // namespace detail
TENON_ISA_END
}  // namespace tenon::kernel
