// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The matrix product over static extents and strides, in register tiles, with an epilogue that receives each vector of
// results while it is still in a register.

#include <tenon/kernel/cost_model.hpp>
#include <tenon/kernel/few_rows.hpp>
#include <tenon/kernel/pack.hpp>
#include <tenon/kernel/tile.hpp>

namespace tenon::kernel {
TENON_ISA_BEGIN

/// a is M×K with strides AM, AK; b is K×N with strides BK, BN (in elements).
template <isize M, isize N, isize K, isize AM, isize AK, isize BK, isize BN>
struct gemm_shape {
  static constexpr isize m = M, n = N, k = K, am = AM, ak = AK, bk = BK, bn = BN;
  static_assert(M >= 1 && N >= 1 && K >= 1);
};

/// b stored in panels, [N / packed_line][K][packed_line], zeros beyond column N.
template <isize M, isize N, isize K, isize AM, isize AK>
struct packed_gemm_shape {
  static constexpr isize m = M, n = N, k = K, am = AM, ak = AK;
  static_assert(M >= 1 && N >= 1 && K >= 1);
};

/// The simplest epilogue: rows of c, `ldc` apart, contiguous along j.
template <class T>
struct store_to {
  T* c;
  isize ldc;
  TENON_INLINE void operator()(vec<T> x, isize i, isize j) const noexcept { store<T>(c + i * ldc + j, x); }
  TENON_INLINE void operator()(vec<T> x, isize i, isize j, isize n) const noexcept {
    store_first<T>(c + i * ldc + j, x, n);
  }
  /// Called before the sums of a tile: the lines it will write travel while the sums run.
  TENON_INLINE void prefetch(isize i, isize j) const noexcept { __builtin_prefetch(c + i * ldc + j, 1); }
};

namespace detail {

/// What is decided at compile time about one product.
template <class T, class Shape>
struct gemm_plan {
  static constexpr isize w = lanes<T>;
  static constexpr isize vectors = (Shape::n + w - 1) / w;
  static constexpr isize tail = Shape::n % w;
  /// Widths of the column panels: `wide_panels` of `wide` vectors, then `narrow_panels` of `narrow`. With 16 registers
  /// and an odd number of vectors the last panel has three rather than one.
  static constexpr isize most = tile_vectors(Shape::m);
  static constexpr bool triple = !many_registers && most == 2 && vectors % 2 == 1 && vectors >= 3;
  static constexpr partition even{triple ? vectors - 3 : vectors, most};
  static constexpr isize wide_panels = triple ? even.parts : even.larger;
  static constexpr isize wide = triple ? 2 : even.size + 1;
  static constexpr isize narrow_panels = triple ? 1 : even.parts - even.larger;
  static constexpr isize narrow = triple ? 3 : even.size;
  static constexpr isize widest = wide_panels > 0 && wide > narrow ? wide : narrow;
  static constexpr isize panels = wide_panels + narrow_panels;

  static constexpr isize row_bytes = Shape::bk * static_cast<isize>(sizeof(T));
  static constexpr isize panel_row_bytes = widest * w * static_cast<isize>(sizeof(T));
  static constexpr isize panel_bytes = Shape::k * panel_row_bytes;
  static constexpr bool across =
      Shape::bk == 1 && Shape::bn != 1 && Shape::ak == 1 && cost_model::sums_across_lanes(Shape::m, Shape::k, w);
  static constexpr bool row_by_row =
      Shape::bn == 1 &&
      vectors >
          most&& cost_model::reads_row_by_row(Shape::m, Shape::n* Shape::k* static_cast<isize>(sizeof(T)), row_bytes);
  static constexpr cost_model::panel_use use =
      across       ? cost_model::panel_use::across_lanes
      : row_by_row ? cost_model::panel_use::row_by_row
                   : cost_model::use_of_panel(Shape::m, Shape::k, row_bytes, panel_row_bytes, Shape::bn == 1, tail == 0,
                                              has_masked_load);
  /// Copy panels of b into scratch?
  static constexpr bool pack = cost_model::is_copied(use);
};

/// A product of few rows, read by the kernels of few_rows.hpp?
template <class T, class Shape>
inline constexpr bool is_across = gemm_plan<T, Shape>::use == cost_model::panel_use::across_lanes;
template <class T, class Shape>
inline constexpr bool has_few_rows =
    is_across<T, Shape> || gemm_plan<T, Shape>::use == cost_model::panel_use::row_by_row;

template <class T, isize M, isize N, isize K, isize AM, isize AK>
struct gemm_plan<T, packed_gemm_shape<M, N, K, AM, AK>> {
  static constexpr isize w = lanes<T>;
  static constexpr isize vectors = (N + w - 1) / w;
  static constexpr isize tail = N % w;
  static constexpr isize most = cost_model::packed_vectors(M, packed_line<T> / w, N* K* static_cast<isize>(sizeof(T)));
  // Where a line is a vector a tile may begin anywhere; else all are equally wide but the last.
  static constexpr bool anywhere = packed_line<T> == w;
  static constexpr partition even{vectors, most};
  static constexpr isize narrow = anywhere ? even.size : (vectors - 1) % most + 1;
  static constexpr isize narrow_panels = anywhere ? even.parts - even.larger : 1;
  static constexpr isize wide = anywhere ? even.size + 1 : most;
  static constexpr isize wide_panels = anywhere ? even.larger : (vectors - narrow) / most;
  static constexpr isize widest = wide_panels > 0 ? wide : narrow;
  static constexpr isize panels = wide_panels + narrow_panels;
  static constexpr isize panel_bytes = K * widest * w * static_cast<isize>(sizeof(T));
  static constexpr cost_model::panel_use use = cost_model::panel_use::packed;
  static constexpr bool pack = false;
};

/// A long epilogue over one tile of results.
template <class T, isize MR, isize NV, isize Tail, class Epilogue>
TENON_NOINLINE void finish_tile(T const* results, isize i, isize j, Epilogue const& epilogue) {
  constexpr isize w = lanes<T>;
  Epilogue const local = epilogue;
#if defined(__clang__)
#pragma clang loop unroll(disable)
#else
#pragma GCC unroll 1
#endif
  for (isize r = 0; r < MR; ++r) {
#pragma GCC unroll 16
    for (isize c = 0; c < NV; ++c) {
      vec<T> const x = load<T>(results + (r * NV + c) * w);
      if (Tail != 0 && c == NV - 1) {
        local(x, i + r, j + c * w, Tail);
      } else {
        local(x, i + r, j + c * w);
      }
    }
  }
}

/// All the tiles of one height in one column panel. With `Copy`, rows of b are left behind in `copy`, side by side.
template <class T, isize AM, isize AK, isize MR, isize NV, isize LDB, isize Line, isize Ahead, isize Tail,
          isize LoadTail, bool Copy = false, class Epilogue>
TENON_NOINLINE void gemm_rows(T const* a, T const* b, isize depth, isize i, isize tiles, isize j,
                              Epilogue const& epilogue, [[maybe_unused]] T* copy = nullptr) {
  constexpr isize w = lanes<T>;
  Epilogue const local = epilogue;
  for (isize end = i + tiles * MR; i < end; i += MR) {
    vec<T> acc[MR][NV];
    clear(acc);
    if constexpr (requires {
                    requires Epilogue::prefetches;
                    local.prefetch(i, j);
                  }) {
      for (isize r = 0; r < MR; ++r) {
#pragma GCC unroll 16
        for (isize c = 0; c < NV; ++c) local.prefetch(i + r, j + c * w);
      }
    }
    accumulate<MR, NV, LoadTail, 0, Line, Ahead, Copy>(acc, a + i * AM, AM, AK, b, LDB, depth, copy);
    if constexpr (requires { requires Epilogue::heavy; }) {
      // A function of its own: its constants would otherwise take the accumulators' registers in the loop over k.
      alignas(64) T results[static_cast<std::size_t>(MR * NV * w)];
#pragma GCC unroll 16
      for (isize r = 0; r < MR; ++r) {
#pragma GCC unroll 16
        for (isize c = 0; c < NV; ++c) store<T>(results + (r * NV + c) * w, acc[r][c]);
      }
      finish_tile<T, MR, NV, Tail>(results, i, j, local);
    } else {
#pragma GCC unroll 16
      for (isize r = 0; r < MR; ++r) {
#pragma GCC unroll 16
        for (isize c = 0; c < NV; ++c) {
          if (Tail != 0 && c == NV - 1) {
            local(acc[r][c], i + r, j + c * w, Tail);
          } else {
            local(acc[r][c], i + r, j + c * w);
          }
        }
      }
    }
  }
}

/// How the tiles of one column panel of NV vectors read b: in place, or from a copy in scratch, which is made unless
/// `packed` says that it is there. `Tail` columns of the last vector exist.
template <class T, class Shape, isize NV, isize Tail>
struct panel_access {
  static constexpr isize w = lanes<T>;
  static constexpr bool pack = gemm_plan<T, Shape>::pack;
  static constexpr isize ld = pack ? NV * w : Shape::bk;
  static constexpr isize line = 0;
  static constexpr isize ahead =
      cost_model::rows_ahead(gemm_plan<T, Shape>::use, Shape::m, Shape::n* Shape::k* static_cast<isize>(sizeof(T)),
                             gemm_plan<T, Shape>::row_bytes);
  static constexpr isize load_tail = pack ? 0 : Tail;
  TENON_INLINE static T const* open(T const* b, isize j, T* scratch, [[maybe_unused]] T const*& packed,
                                    [[maybe_unused]] isize depth) {
    T const* panel = b + j * Shape::bn;
    if constexpr (pack) {
      if (packed != panel) {
        pack_panel<T, NV, Shape::bk, Shape::bn>(panel, depth, Tail == 0 ? NV * w : (NV - 1) * w + Tail, scratch);
        packed = panel;
      }
      panel = scratch;
    }
    return panel;
  }
};
template <class T, isize M, isize N, isize K, isize AM, isize AK, isize NV, isize Tail>
struct panel_access<T, packed_gemm_shape<M, N, K, AM, AK>, NV, Tail> {
  static constexpr isize ld = packed_line<T>;
  static constexpr isize line = K * packed_line<T>;
  static constexpr isize ahead = 0;
  static constexpr isize load_tail = 0;
  TENON_INLINE static T const* open(T const* b, isize j, T*, T const*&, isize) { return b + column_at<T, line>(j); }
};

/// Is a panel copied by its first tile, which reads it in place? The copy is then made while the tile computes, instead
/// of waiting for rows from the last-level cache (a block of a transformer, 1×512×256: .895 → .907 of peak, as much as
/// if the rows were in the first level; asking for them ahead gained nothing).
template <class T, class Shape, isize Tail>
inline constexpr bool copied_by_tile = false;
template <class T, isize M, isize N, isize K, isize AM, isize AK, isize BK>
inline constexpr bool copied_by_tile<T, gemm_shape<M, N, K, AM, AK, BK, 1>, 0> =
    gemm_plan<T, gemm_shape<M, N, K, AM, AK, BK, 1>>::pack;

/// The tiles of a partition of rows that have any of the first m.
TENON_INLINE constexpr isize tiles_with(partition const& rows, isize m) {
  isize const large = rows.larger * (rows.size + 1);
  return m <= large ? (m + rows.size) / (rows.size + 1) : rows.larger + (m - large + rows.size - 1) / rows.size;
}

/// One column panel of NV vectors that begins at column j: the tiles of rows of parts [part, end_part) of `parts`.
/// `packed` is the panel that scratch holds.
template <class T, class Shape, isize NV, isize Tail, class Epilogue>
TENON_INLINE void gemm_panel(T const* a, T const* b, isize j, Epilogue const& epilogue, T* scratch, T const*& packed,
                             isize part, isize end_part, isize parts, gemm_extents<Shape> within) {
  using access = panel_access<T, Shape, NV, Tail>;
  constexpr partition rows{Shape::m, tile_rows(NV)};
  isize first = rows.parts * part / parts;
  isize end = rows.parts * end_part / parts;
  if (within.m < Shape::m) end = std::min(end, tiles_with(rows, within.m));
  if (within.m < Shape::m && first >= end) return;
  if constexpr (copied_by_tile<T, Shape, Tail>) {
    constexpr isize height = rows.larger > 0 ? rows.size + 1 : rows.size;
    if (T const* const place = b + j; packed != place && first < (rows.larger > 0 ? std::min(end, rows.larger) : end)) {
      gemm_rows<T, Shape::am, Shape::ak, height, NV, Shape::bk, 0, 0, 0, 0, true>(a, place, within.k, first * height, 1,
                                                                                  j, epilogue, scratch);
      packed = place;
      ++first;
    }
  }
  T const* const panel = access::open(b, j, scratch, packed, within.k);
  if constexpr (rows.larger > 0) {
    isize const last = std::min(end, rows.larger);
    if (first < last) {
      gemm_rows<T, Shape::am, Shape::ak, rows.size + 1, NV, access::ld, access::line, access::ahead, Tail,
                access::load_tail>(a, panel, within.k, first * (rows.size + 1), last - first, j, epilogue);
      first = last;
    }
  }
  if constexpr (rows.parts > rows.larger) {
    if (first < end) {
      gemm_rows<T, Shape::am, Shape::ak, rows.size, NV, access::ld, access::line, access::ahead, Tail,
                access::load_tail>(a, panel, within.k, first * rows.size + rows.larger, end - first, j, epilogue);
    }
  }
}

}  // namespace detail

namespace detail {

/// Column panel p, wide, narrow or the last one.
template <class T, class Shape, class Epilogue>
TENON_INLINE void gemm_panel_at(isize p, T const* a, T const* b, Epilogue const& epilogue, T* scratch, T const*& packed,
                                isize part, isize end_part, isize parts, gemm_extents<Shape> within = {}) {
  using plan = gemm_plan<T, Shape>;
  isize const j = (p * plan::narrow + std::min(p, plan::wide_panels) * (plan::wide - plan::narrow)) * plan::w;
  if (within.n < Shape::n && j >= within.n) return;
  if (plan::wide_panels > 0 && p < plan::wide_panels) {
    if constexpr (plan::wide_panels > 0)
      gemm_panel<T, Shape, plan::wide, 0>(a, b, j, epilogue, scratch, packed, part, end_part, parts, within);
  } else if (plan::tail != 0 && p == plan::panels - 1) {
    gemm_panel<T, Shape, plan::narrow, plan::tail>(a, b, j, epilogue, scratch, packed, part, end_part, parts, within);
  } else if constexpr (plan::narrow_panels - (plan::tail != 0 ? 1 : 0) > 0) {
    gemm_panel<T, Shape, plan::narrow, 0>(a, b, j, epilogue, scratch, packed, part, end_part, parts, within);
  }
}

/// The order of a product: groups of column panels, in each blocks of rows, in each the panels of the group.
template <class T, class Shape>
struct gemm_order {
  using plan = gemm_plan<T, Shape>;
  static constexpr isize blocks =
      cost_model::row_blocks(Shape::m, Shape::k* static_cast<isize>(sizeof(T)), tile_rows(plan::widest));
  static constexpr isize group = cost_model::panel_group(plan::panels, plan::panel_bytes, plan::pack, blocks);
  /// Elements of one copied panel.
  static constexpr isize panel = plan::pack ? Shape::k * plan::widest * plan::w : 0;
};

}  // namespace detail

/// Rows and columns of the largest tile, whose results are complete together.
template <class T, class Shape>
inline constexpr isize tile_of[2] = {
    [] {
      if constexpr (detail::has_few_rows<T, Shape>)
        return detail::few_rows_plan<T, Shape, detail::is_across<T, Shape>>::rows.most();
      else
        return detail::partition(Shape::m, detail::tile_rows(detail::gemm_plan<T, Shape>::widest)).most();
    }(),
    [] {
      using plan = detail::gemm_plan<T, Shape>;
      if constexpr (detail::has_few_rows<T, Shape>)
        return detail::is_across<T, Shape> ? plan::w : detail::few_rows_plan<T, Shape, false>::width;
      else
        return plan::widest * plan::w;
    }()};

/// Elements of scratch that `multiply` needs.
template <class T, class Shape>
inline constexpr isize gemm_scratch =
    detail::gemm_plan<T, Shape>::pack ? detail::gemm_order<T, Shape>::panel* detail::gemm_order<T, Shape>::group : 0;

/// acc(i, j) = Σ_k a[i·AM + k·AK] · b[k·BK + j·BN], handed to the epilogue as vectors along j: `epilogue(acc, i, j)`,
/// or `epilogue(acc, i, j, n)` for the last n < W columns. An epilogue with `static constexpr bool heavy = true` is
/// compiled once a row of the tile instead of once a vector: for those with transcendental functions. Cost: 2·M·N·K
/// operations at 0.93 to 0.99 of peak; a panel of b is copied where reading it in place would be slow.
template <class T, class Shape, class Epilogue>
TENON_INLINE void multiply(T const* a, T const* b, Epilogue const& epilogue, [[maybe_unused]] T* scratch) {
  using order = detail::gemm_order<T, Shape>;
  if constexpr (detail::has_few_rows<T, Shape>) {
    constexpr bool across = detail::is_across<T, Shape>;
    detail::few_rows_blocks<T, Shape, across>(a, b, epilogue, 0, detail::few_rows_plan<T, Shape, across>::blocks);
    return;
  } else {
    constexpr isize panels = order::plan::panels;
    for (isize first = 0; first < panels; first += order::group) {
      isize const end = std::min(first + order::group, panels);
      T const* packed[order::plan::pack ? order::group : 1] = {};
      for (isize block = 0; block < order::blocks; ++block) {
        for (isize p = first; p < end; ++p) {
          detail::gemm_panel_at<T, Shape>(p, a, b, epilogue, scratch + (p - first) * order::panel,
                                          packed[order::plan::pack ? p - first : 0], block, block + 1, order::blocks);
        }
      }
    }
  }
}

/// A product cut into `parts` parts, column panel by column panel, each in `row_parts` parts of its rows; of few rows,
/// block by block of columns.
template <class T, class Shape>
struct gemm_parts {
  using plan = detail::gemm_plan<T, Shape>;
  static constexpr bool few_rows = detail::has_few_rows<T, Shape>;
  static constexpr isize panels = [] {
    if constexpr (few_rows)
      return detail::few_rows_plan<T, Shape, detail::is_across<T, Shape>>::blocks;
    else
      return plan::panels;
  }();
  static constexpr double all_cycles = [] {
    double const b = static_cast<double>(Shape::n) * Shape::k;
    double const product = cost_model::product_cycles(b * Shape::m, lanes<T>);
    double const reading = few_rows ? b * sizeof(T) / cost_model::bytes_per_cycle(b * sizeof(T)) : 0;
    return product > reading ? product : reading;
  }();
  static constexpr isize row_parts = [] {
    if (few_rows) return isize(1);
    isize const tiles = (Shape::m + detail::tile_rows(plan::widest) - 1) / detail::tile_rows(plan::widest);
    return cost_model::parts_of(tiles, all_cycles / static_cast<double>(panels * tiles));
  }();
  static constexpr isize parts = panels * row_parts;
  static constexpr double cycles = all_cycles / static_cast<double>(parts);
};

/// Parts [part, end) of the same product. `packed` remembers, between the calls of one thread, which panel its scratch
/// holds. With `within`, tiles that have nothing of it are left out; the epilogue leaves out the rest.
template <class T, class Shape, class Epilogue>
TENON_INLINE void multiply_parts(T const* a, T const* b, Epilogue const& epilogue, [[maybe_unused]] T* scratch,
                                 [[maybe_unused]] T const*& packed, isize part, isize end,
                                 gemm_extents<Shape> within = {}) {
  if constexpr (detail::has_few_rows<T, Shape>) {
    detail::few_rows_blocks<T, Shape, detail::is_across<T, Shape>>(a, b, epilogue, part, end, within);
  } else {
    constexpr isize each = gemm_parts<T, Shape>::row_parts;
    while (part < end) {
      isize const p = part / each, first = part % each, last = std::min(each, end - p * each);
      part += last - first;
      detail::gemm_panel_at<T, Shape>(p, a, b, epilogue, scratch, packed, first, last, each, within);
    }
  }
}

TENON_ISA_END
}  // namespace tenon::kernel
