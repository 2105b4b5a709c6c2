// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Rows turned into columns: what lies along the keys, for queries that stand in lanes.

#include <algorithm>

#include <tenon/kernel/memory.hpp>
#include <tenon/kernel/shuffle.hpp>

namespace tenon::kernel {
TENON_ISA_BEGIN

/// to[i·LD + lane] = p[lane·Step + i] for i < n, 0 in lanes that hold no row, of which nothing is read. W rows at a
/// time by whole vectors, so that each line of the cache is read once; the lines of the next n elements are asked for
/// meanwhile, since no prefetcher follows so many rows.
template <class T, isize Step, isize LD>
TENON_NOINLINE void turn_keys(T const* p, isize rows, isize n, T* to) noexcept {
  constexpr isize w = lanes<T>;
  vec<T> r[vec<T>::size];
  if (n < w || rows < w) {
    for (isize c = 0; c < n; c += w) {
      isize const m = std::min<isize>(w, n - c);
#pragma GCC unroll 16
      for (isize i = 0; i < w; ++i) {
        r[i] = broadcast<T>(T(0));
        if (i < rows) r[i] = m == w ? load<T>(p + i * Step + c) : load_first<T>(p + i * Step + c, m);
      }
      transpose<T>(r);
#pragma GCC unroll 16
      for (isize i = 0; i < w; ++i) {
        if (i < m) store<T>(to + (c + i) * LD, r[i]);
      }
    }
    return;
  }
  for (isize next = 0; next < n; next += w) {
    // The last step begins earlier and writes some rows again.
    isize const c = std::min<isize>(next, n - w);
#pragma GCC unroll 16
    for (isize i = 0; i < w; ++i) {
      r[i] = load<T>(p + i * Step + c);
      __builtin_prefetch(p + i * Step + c + n);
    }
    transpose<T>(r);
#pragma GCC unroll 16
    for (isize i = 0; i < w; ++i) store<T>(to + (c + i) * LD, r[i]);
  }
}

TENON_ISA_END
}  // namespace tenon::kernel
