// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Copies a panel of a matrix, NV vectors wide, into contiguous rows; a matrix that is contiguous the other way is
// transposed in registers. Columns beyond the matrix become zero.

#include <algorithm>

#include <tenon/kernel/shuffle.hpp>

namespace tenon::kernel {
TENON_ISA_BEGIN

namespace detail {

/// Writes the transpose of up to W columns (each contiguous along k, `bn` apart) and up to W rows.
template <class T>
TENON_INLINE void transpose_block(T const* b, isize bn, isize columns, isize rows, T* to, isize ld) noexcept {
  constexpr isize w = lanes<T>;
  vec<T> r[vec<T>::size];
  if (columns == w && rows == w) {
#pragma GCC unroll 16
    for (isize j = 0; j < w; ++j) r[j] = load<T>(b + j * bn);
    transpose<T>(r);
#pragma GCC unroll 16
    for (isize k = 0; k < w; ++k) store<T>(to + k * ld, r[k]);
    return;
  }
  for (isize k = 0; k < rows; ++k) {
    for (isize j = 0; j < w; ++j) to[k * ld + j] = j < columns ? b[j * bn + k] : T(0);
  }
}

/// Rows k of the panel at to[k·NV·W], from b[k·BK + j·BN] for j < columns.
template <class T, isize NV, isize BK, isize BN>
TENON_NOINLINE void pack_panel(T const* b, isize depth, isize columns, T* to) noexcept {
  constexpr isize w = lanes<T>;
  constexpr isize ld = NV * w;
  if constexpr (BN == 1) {
    isize const last = columns - (NV - 1) * w;
    for (isize k = 0; k < depth; ++k) {
#pragma GCC unroll 16
      for (isize j = 0; j < NV - 1; ++j) store<T>(to + k * ld + j * w, load<T>(b + k * BK + j * w));
      T const* p = b + k * BK + (NV - 1) * w;
      store<T>(to + k * ld + (NV - 1) * w, last == w ? load<T>(p) : load_first<T>(p, last));
    }
  } else if constexpr (BK == 1) {
    for (isize j = 0; j < ld; j += w) {
      isize const n = std::clamp<isize>(columns - j, 0, w);
      for (isize k = 0; k < depth; k += w) {
        transpose_block<T>(b + j * BN + k, BN, n, std::min<isize>(w, depth - k), to + k * ld + j, ld);
      }
    }
  } else {
    for (isize k = 0; k < depth; ++k) {
      for (isize j = 0; j < ld; ++j) to[k * ld + j] = j < columns ? b[k * BK + j * BN] : T(0);
    }
  }
}

}  // namespace detail

TENON_ISA_END
}  // namespace tenon::kernel
