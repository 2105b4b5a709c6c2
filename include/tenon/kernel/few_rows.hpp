// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Products of few rows, bound by how fast the right operand is read: it is read once, where it lies and in its order.
// Columns that lie along the sum are multiplied with terms of the sum in lanes; rows that lie along the result are
// added, weighted, to the sums of all columns. The kernels do not know the shape or the epilogue.

#include <algorithm>

#include <tenon/kernel/cost_model.hpp>
#include <tenon/kernel/shuffle.hpp>
#include <tenon/kernel/tile.hpp>

namespace tenon::kernel {
TENON_ISA_BEGIN

/// How much of a product is wanted: less than its shape says where lengths are known only at run time.
template <class Shape>
struct gemm_extents {
  isize m = Shape::m, n = Shape::n, k = Shape::k;
};

namespace detail {

/// The sum of vector i's lanes in lane i, of `Count` vectors from First on. `part` holds them, `Held` of them summed
/// into each already.
template <class T, isize Held, isize Count, isize First = 0>
[[nodiscard]] TENON_INLINE vec<T> sums_of(vec<T> const* part) noexcept {
  if constexpr (Count == Held) {
    return part[First / Held];
  } else {
    return sum_across<T, Count>(sums_of<T, Held, Count / 2, First>(part),
                                sums_of<T, Held, Count / 2, First + Count / 2>(part));
  }
}

/// The last `rest` of `depth` elements at p, in some lanes, zero in the others: the same lanes for every p.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> load_rest(T const* p, isize depth, isize rest) noexcept {
  if constexpr (!has_masked_load) {
    // A vector that ends there.
    if (depth >= lanes<T>) {
      auto const own = iota<T>() >= broadcast<T>(static_cast<T>(lanes<T> - rest));
      return select(own, load<T>(p + depth - lanes<T>), broadcast<T>(T(0)));
    }
  }
  return load_first<T>(p + depth - rest, rest);
}

/// to[i·ld + j] = Σ_k a[i·am + k] · b[j·bn + k] for MR rows and `columns` columns, NR at a time, U vectors of each. At
/// least W columns, of which the last W are one group; with NR == 1 any number, and zeros up to a whole vector. With
/// `Far`, what is read next is asked for. The order of a sum does not depend on its column.
template <class T, isize MR, isize NR, isize U, bool Far>
TENON_NOINLINE void across_lanes(T const* a, isize am, T const* b, isize bn, isize depth, isize columns, T* to,
                                 isize ld) noexcept {
  constexpr isize w = lanes<T>;
  isize const whole = depth / w * w, body = depth / (U * w) * (U * w), rest = depth - whole;
  [[maybe_unused]] isize const ahead =
      NR == 1 ? cost_model::across_ahead_bytes : NR * bn * static_cast<isize>(sizeof(T));
  for (isize begin = 0; begin < columns; begin += w) {
    isize const j = NR > 1 ? std::min(begin, columns - w) : begin;
    vec<T> part[MR][w / NR];
#if defined(__clang__)
#pragma clang loop unroll(disable)
#endif
    for (isize s = 0; s < w / NR; ++s) {
      if (NR == 1 && j + s >= columns) {
#pragma GCC unroll 16
        for (isize i = 0; i < MR; ++i) part[i][s] = broadcast<T>(T(0));
        continue;
      }
      T const* const column = b + (j + s * NR) * bn;
      vec<T> acc[U][MR][NR];
#pragma GCC unroll 16
      for (isize u = 0; u < U; ++u) clear(acc[u]);
      auto const add = [a, am, column, bn](auto load_at, vec<T>(&sums)[MR][NR]) TENON_LAMBDA_INLINE {
        vec<T> x[MR];
#pragma GCC unroll 16
        for (isize i = 0; i < MR; ++i) {
          vec<T> y = load_at(a + i * am);
          if constexpr (NR > 1) hold(y);
          x[i] = y;  // hold an element of an array, and g++ stores it
        }
#pragma GCC unroll 16
        for (isize r = 0; r < NR; ++r) {
          vec<T> y = load_at(column + r * bn);
          if constexpr (MR > 1) hold(y);
#pragma GCC unroll 16
          for (isize i = 0; i < MR; ++i) sums[i][r] = fma(x[i], y, sums[i][r]);
        }
      };
      isize k = 0;
#if defined(__clang__)
#pragma clang loop unroll(disable)
#endif
      for (; k < body; k += U * w) {
        if constexpr (Far) {
#pragma GCC unroll 16
          for (isize r = 0; r < NR; ++r) {
#pragma GCC unroll 16
            for (isize u = 0; u < U * w; u += packed_line<T>) kernel::prefetch<1>(column + r * bn + k + u, ahead);
          }
        }
#pragma GCC unroll 16
        for (isize u = 0; u < U; ++u)
          add([k, u](T const* p) TENON_LAMBDA_INLINE { return load<T>(p + k + u * w); }, acc[u]);
      }
      if constexpr (U > 1) {
#if defined(__clang__)
#pragma clang loop unroll(disable)
#endif
        for (; k < whole; k += w) add([k](T const* p) TENON_LAMBDA_INLINE { return load<T>(p + k); }, acc[0]);
      }
      if (rest != 0)
        add([depth, rest](T const* p) TENON_LAMBDA_INLINE { return load_rest<T>(p, depth, rest); }, acc[U - 1]);
#pragma GCC unroll 16
      for (isize half = U / 2; half > 0; half /= 2) {
#pragma GCC unroll 16
        for (isize u = 0; u < half; ++u) {
#pragma GCC unroll 16
          for (isize i = 0; i < MR; ++i) {
#pragma GCC unroll 16
            for (isize r = 0; r < NR; ++r) acc[u][i][r] = acc[u][i][r] + acc[u + half][i][r];
          }
        }
      }
#pragma GCC unroll 16
      for (isize i = 0; i < MR; ++i) part[i][s] = sums_of<T, 1, NR>(acc[0][i]);
    }
#pragma GCC unroll 16
    for (isize i = 0; i < MR; ++i) store<T>(to + i * ld + j, sums_of<T, NR, w>(part[i]));
  }
}

/// to[i·ld + j] += Σ_k a[i·am + k·ak] · b[k·bk + j] for MR rows and `columns` columns, which `to` holds in whole
/// vectors. KR rows of b and NV vectors at a time; `depth` is a multiple of KR.
template <class T, isize MR, isize KR, isize NV>
TENON_NOINLINE void row_by_row(T const* a, isize am, isize ak, T const* b, isize bk, isize depth, isize columns, T* to,
                               isize ld) noexcept {
  constexpr isize w = lanes<T>;
  isize const body = columns / (NV * w) * (NV * w), whole = columns / w * w, rest = columns - whole;
  for (isize k = 0; k < depth; k += KR, a += KR * ak, b += KR * bk) {
    vec<T> x[MR][KR];
#pragma GCC unroll 16
    for (isize i = 0; i < MR; ++i) {
#pragma GCC unroll 16
      for (isize r = 0; r < KR; ++r) {
        vec<T> y = broadcast<T>(a[i * am + r * ak]);
        hold(y);
        x[i][r] = y;
      }
    }
    auto const add = [&](isize j, auto vectors, auto load_at) TENON_LAMBDA_INLINE {
      constexpr isize count = decltype(vectors)::value;
      vec<T> sum[MR][count];
#pragma GCC unroll 16
      for (isize i = 0; i < MR; ++i) {
#pragma GCC unroll 16
        for (isize v = 0; v < count; ++v) sum[i][v] = load<T>(to + i * ld + j + v * w);
      }
#pragma GCC unroll 16
      for (isize r = 0; r < KR; ++r) {
#pragma GCC unroll 16
        for (isize v = 0; v < count; ++v) {
          vec<T> y = load_at(b + r * bk + j + v * w);
          if constexpr (MR > 1) hold(y);
#pragma GCC unroll 16
          for (isize i = 0; i < MR; ++i) sum[i][v] = fma(x[i][r], y, sum[i][v]);
        }
      }
#pragma GCC unroll 16
      for (isize i = 0; i < MR; ++i) {
#pragma GCC unroll 16
        for (isize v = 0; v < count; ++v) store<T>(to + i * ld + j + v * w, sum[i][v]);
      }
    };
    auto const all = [](T const* p) TENON_LAMBDA_INLINE { return load<T>(p); };
    isize j = 0;
#if defined(__clang__)
#pragma clang loop unroll(disable)
#endif
    for (; j < body; j += NV * w) add(j, std::integral_constant<isize, NV>{}, all);
    if constexpr (NV > 1) {
      for (; j < whole; j += w) add(j, std::integral_constant<isize, 1>{}, all);
    }
    if (rest != 0)
      add(j, std::integral_constant<isize, 1>{},
          [rest](T const* p) TENON_LAMBDA_INLINE { return load_first<T>(p, rest); });
  }
}

/// Hands results to the epilogue: rows of `ld` elements, `columns` of them from column j on.
template <class T, class Epilogue>
TENON_NOINLINE void finish_rows(T const* results, isize ld, isize rows, isize j, isize columns,
                                Epilogue const& epilogue) {
  constexpr isize w = lanes<T>;
  Epilogue const local = epilogue;
  for (isize i = 0; i < rows; ++i) {
    isize c = 0;
#if defined(__clang__)
#pragma clang loop unroll(disable)
#endif
    for (; c + w <= columns; c += w) local(load<T>(results + i * ld + c), i, j + c);
    if (c < columns) local(load<T>(results + i * ld + c), i, j + c, columns - c);
  }
}

/// What is decided at compile time about a product of few rows.
template <class T, class Shape, bool Across>
struct few_rows_plan {
  static constexpr isize w = lanes<T>;
  static constexpr isize bytes = static_cast<isize>(sizeof(T));
  static constexpr bool far = static_cast<double>(Shape::n * Shape::k * bytes) > cost_model::second_level_bytes;
  static constexpr partition rows{Shape::m, Across ? cost_model::across_most_rows : Shape::m};
  /// Columns of a block, whose results wait for the epilogue together.
  static constexpr isize block = Across ? (rows.parts == 1 ? 64 : w) : cost_model::columns_at_once_bytes / bytes;
  static constexpr isize blocks = (Shape::n + block - 1) / block;
  static constexpr isize width = blocks == 1 ? (Shape::n + w - 1) / w * w : block;
  /// Columns before a last block of less than a vector that are computed with it.
  static constexpr isize lead =
      Across && Shape::n > w&& Shape::n % block != 0 && Shape::n % block < w ? w - Shape::n % block : 0;
};

/// Rows of a from `first` to `end`, `Rows` at a time, times columns of b, which the first ones (`First`) bring into the
/// cache.
template <class T, class Shape, isize Rows, bool First>
TENON_INLINE void across_groups(T const* a, T const* b, isize depth, isize first, isize end, isize columns, T* to,
                                isize ld) {
  constexpr bool far = few_rows_plan<T, Shape, true>::far;
  constexpr isize nr = Shape::n < lanes<T> ? 1 : cost_model::across_columns(Rows, Shape::k, far, lanes<T>);
  constexpr isize u = cost_model::across_vectors(Rows, nr);
  auto const group = [=](isize i, auto asks) TENON_LAMBDA_INLINE {
    across_lanes<T, Rows, nr, u, decltype(asks)::value>(a + i * Shape::am, Shape::am, b, Shape::bn, depth, columns,
                                                        to + i * ld, ld);
  };
  if constexpr (First) {
    group(first, std::bool_constant<far>{});
    first += Rows;
  }
  for (; first < end; first += Rows) group(first, std::false_type{});
}

/// Blocks [first, end) of a product of few rows. Of what is not `within`, whole groups are left out; the epilogue
/// leaves out the rest.
template <class T, class Shape, bool Across, class Epilogue>
TENON_INLINE void few_rows_blocks(T const* a, T const* b, Epilogue const& epilogue, isize first, isize end,
                                  gemm_extents<Shape> within = {}) {
  using plan = few_rows_plan<T, Shape, Across>;
  constexpr isize w = plan::w;
  // A vector more: the last one of a block with columns before it is read beyond its place.
  alignas(64) T results[static_cast<std::size_t>(Shape::m * plan::width + (plan::lead != 0 ? w : 0))];
  for (isize p = first; p < end; ++p) {
    isize const j = p * plan::block;
    if (j >= within.n) return;
    isize const all = std::min(plan::block, Shape::n - j);
    isize const columns = std::min(all, (within.n - j + w - 1) / w * w);
    isize const lead = p == plan::blocks - 1 ? plan::lead : 0;
    if constexpr (Across) {
      T const* const from = b + (j - lead) * Shape::bn;
      constexpr isize size = plan::rows.size, edge = plan::rows.larger * (size + 1);
      if constexpr (edge > 0)
        across_groups<T, Shape, size + 1, true>(a, from, within.k, 0, std::min(edge, within.m), columns + lead, results,
                                                plan::width);
      if constexpr (edge < Shape::m)
        across_groups<T, Shape, size, edge == 0>(a, from, within.k, edge, within.m, columns + lead, results,
                                                 plan::width);
    } else {
      constexpr isize at_once = cost_model::rows_at_once;
      isize const body = within.k / at_once * at_once;
      std::fill_n(results, Shape::m * plan::width, T(0));
      if constexpr (Shape::k >= at_once)
        row_by_row<T, Shape::m, at_once, 2>(a, Shape::am, Shape::ak, b + j, Shape::bk, body, columns, results,
                                            plan::width);
      if (body < within.k)
        row_by_row<T, Shape::m, 1, 2>(a + body * Shape::ak, Shape::am, Shape::ak, b + body * Shape::bk + j, Shape::bk,
                                      within.k - body, columns, results, plan::width);
    }
    finish_rows<T>(results + lead, plan::width, std::min(Shape::m, within.m), j, columns, epilogue);
  }
}

}  // namespace detail
TENON_ISA_END
}  // namespace tenon::kernel
