// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The micro-kernel that every product here is made of: MR × NV vectors of accumulators in registers, a broadcast from
// any two strides, b and the result in vectors.

#include <tenon/kernel/cost_model.hpp>
#include <tenon/kernel/memory.hpp>

namespace tenon::kernel {
TENON_ISA_BEGIN

namespace detail {

using config::packed_line;
using cost_model::many_registers;
using cost_model::partition;
using cost_model::tile_rows;
using cost_model::tile_vectors;

/// Keeps a loaded vector in its register: g++ would rather load it again for each multiply-add.
template <class T>
TENON_INLINE void hold(vec<T>& x) noexcept {
#if defined(TENON_KERNEL_AVX512)
  asm("" : "+v"(x.data));
#elif defined(__SSE2__)
  asm("" : "+x"(x.data));
#else
  static_cast<void>(x);
#endif
}

/// Where a row of b holds its column j: beside column 0, or, with `Line`, in a line of its own.
template <class T, isize Line>
[[nodiscard]] constexpr isize column_at(isize j) noexcept {
  return Line == 0 ? j : j / packed_line<T> * Line + j % packed_line<T>;
}

template <class T, isize MR, isize NV>
TENON_INLINE void clear(vec<T> (&acc)[MR][NV]) noexcept {
#pragma GCC unroll 16
  for (isize i = 0; i < MR; ++i) {
#pragma GCC unroll 16
    for (isize j = 0; j < NV; ++j) acc[i][j] = broadcast<T>(T(0));
  }
}

/// acc(i, j) += Σ_k a[i·am + k·ak] · b[k·ldb + j·W …]. The last vector of b holds only `Tail` elements unless that is
/// 0, and begins `Back` elements earlier than its place. With `Line`, b lies in lines (`packed_line`) that far apart.
/// The row `Ahead` rows further is asked for. With `Copy`, rows are stored in `copy`, NV vectors each.
template <isize MR, isize NV, isize Tail, isize Back = 0, isize Line = 0, isize Ahead = 0, bool Copy = false, class T>
TENON_INLINE void accumulate(vec<T> (&acc)[MR][NV], T const* a, isize am, isize ak, T const* b, isize ldb, isize depth,
                             [[maybe_unused]] T* copy = nullptr) noexcept {
  constexpr isize w = lanes<T>;
#if defined(__clang__)
#pragma clang loop unroll(disable)
#endif
  for (isize k = 0; k < depth; ++k) {
    vec<T> row[NV];
    if constexpr (Ahead != 0) {
#pragma GCC unroll 16
      for (isize j = 0; j < NV * w; j += packed_line<T>) __builtin_prefetch(b + Ahead * ldb + j);
    }
#pragma GCC unroll 16
    for (isize j = 0; j < NV; ++j) {
      vec<T> x = Tail != 0 && j == NV - 1 ? load_first<T>(b + j * w, Tail)
                                          : load<T>(b + column_at<T, Line>(j * w) - (j == NV - 1 ? Back : 0));
      if constexpr (MR > 1 || Copy) hold(x);  // of one row it is the operand of a multiply-add
      row[j] = x;
      if constexpr (Copy) store<T>(copy + j * w, x);
    }
    if constexpr (Copy) copy += NV * w;
#pragma GCC unroll 16
    for (isize i = 0; i < MR; ++i) {
      vec<T> const x = broadcast<T>(a[i * am]);
#pragma GCC unroll 16
      for (isize j = 0; j < NV; ++j) acc[i][j] = fma(x, row[j], acc[i][j]);
    }
    a += ak;
    b += ldb;
  }
}

}  // namespace detail

TENON_ISA_END
}  // namespace tenon::kernel
