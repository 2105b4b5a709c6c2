// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What the cost model predicts of a loop nest: operations, bytes, and cycles as the larger of what the ports need for
// the arithmetic and what the caches need for the bytes. It follows from extents and the numbers of cost_model.hpp; no
// figure of a benchmark went into it.

#include <tenon/kernel/gemm.hpp>

namespace tenon::kernel {
TENON_ISA_BEGIN

/// The prediction for one loop nest.
struct estimate {
  double operations = 0;  ///< floating point, two for a multiply-add
  double bytes = 0;       ///< inputs read and results written, once each
  double arithmetic = 0;  ///< cycles of the ports, loads from the first level included
  double transfer = 0;    ///< cycles of the caches and memory, beside the arithmetic

  /// Processors overlap the two.
  [[nodiscard]] constexpr double cycles() const { return arithmetic > transfer ? arithmetic : transfer; }
  [[nodiscard]] constexpr double intensity() const { return bytes > 0 ? operations / bytes : 0; }
  /// Fraction of the multiply-add peak of value type T.
  template <class T>
  [[nodiscard]] constexpr double fraction() const {
    return cycles() > 0 ? operations / (cycles() * cost_model::operations_per_cycle<T>) : 0;
  }
  [[nodiscard]] constexpr estimate times(double n) const {
    return {operations * n, bytes * n, arithmetic * n, transfer * n};
  }
};

namespace detail {

/// Cycles of one register tile: for each k the multiply-adds and the loads, and no less than the latency of a chain;
/// then the results leave the registers while the next tile begins: their stores, and filling the pipes.
constexpr double tile_cycles(isize mr, isize nv, isize k) {
  namespace cm = cost_model;
  double const adds = static_cast<double>(mr * nv) / cm::multiply_adds_per_cycle;
  double const loads = static_cast<double>(mr + nv) / cm::loads_per_cycle;
  double const busy = adds > loads ? adds : loads;
  double const each = busy > cm::multiply_add_latency ? busy : cm::multiply_add_latency;
  return static_cast<double>(k) * each + 2 * cm::multiply_add_latency;
}

/// All the tiles of one column panel.
constexpr double panel_cycles(isize m, isize nv, isize k) {
  partition const rows(m, tile_rows(nv));
  return static_cast<double>(rows.larger) * tile_cycles(rows.size + 1, nv, k) +
         static_cast<double>(rows.parts - rows.larger) * tile_cycles(rows.size, nv, k);
}

/// All sums of a product of few rows. Across lanes: for each vector of a column its multiply-adds and loads, then 1.5
/// cycles a result (two shuffles and an addition). Rows in order: a vector is loaded, and a part of its sum.
template <class T, class Shape>
constexpr double few_rows_cycles() {
  namespace cm = cost_model;
  using plan = few_rows_plan<T, Shape, is_across<T, Shape>>;
  constexpr isize w = lanes<T>;
  constexpr double n = Shape::n, k = Shape::k;
  if constexpr (is_across<T, Shape>) {
    isize const depth = (Shape::k + w - 1) / w;
    double each = 0;
    for (isize p = 0; p < plan::rows.parts; ++p) {
      isize const rows = p < plan::rows.larger ? plan::rows.size + 1 : plan::rows.size;
      isize const columns = cm::across_columns(rows, Shape::k, plan::far, w);
      double const adds = static_cast<double>(rows * columns) / cm::multiply_adds_per_cycle;
      double const loads = static_cast<double>(rows + columns) / cm::loads_per_cycle;
      each += (adds > loads ? adds : loads) / static_cast<double>(columns);
    }
    return n * (static_cast<double>(depth) * each + 1.5 * static_cast<double>(Shape::m));
  } else {
    isize const vectors = (Shape::n + w - 1) / w;
    return k * static_cast<double>(vectors) * (1 + 1.0 / static_cast<double>(cm::rows_at_once)) / cm::loads_per_cycle;
  }
}

}  // namespace detail

/// A product with `epilogue` cycles for each vector of results and `extra_bytes` that the epilogue reads.
template <class T, class Shape>
constexpr estimate estimate_product(double epilogue, double extra_bytes) {
  namespace cm = cost_model;
  using plan = detail::gemm_plan<T, Shape>;
  constexpr double m = Shape::m, n = Shape::n, k = Shape::k, w = plan::w, size = sizeof(T);
  constexpr double panels = plan::wide_panels + plan::narrow_panels;
  estimate e;
  e.operations = 2 * m * n * k;
  double const a = m * k * size, b = k * n * size, c = m * n * size;
  e.bytes = a + b + c + extra_bytes;
  if constexpr (detail::has_few_rows<T, Shape>) {
    e.arithmetic += detail::few_rows_cycles<T, Shape>();
  } else {
    if constexpr (plan::wide_panels > 0)
      e.arithmetic += plan::wide_panels * detail::panel_cycles(Shape::m, plan::wide, Shape::k);
    if constexpr (plan::narrow_panels > 0)
      e.arithmetic += plan::narrow_panels * detail::panel_cycles(Shape::m, plan::narrow, Shape::k);
  }
  e.arithmetic += epilogue * m * plan::vectors;
  // b once; a once for each panel of columns, unless it stays in the first level beside the panel; the result.
  double const a_passes = a + plan::panel_bytes <= cm::first_level_bytes ? 1 : panels;
  e.transfer = b / cm::bytes_per_cycle(b) + a_passes * a / cm::bytes_per_cycle(a) +
               (c + extra_bytes) / cm::bytes_per_cycle(c + extra_bytes);
  // A panel that is copied is not multiplied meanwhile: a load and a store a vector, turned in registers where b lies
  // the other way.
  if constexpr (plan::pack) {
    constexpr bool turned = plan::use == cm::panel_use::turned;
    e.arithmetic += k * n / w * (turned ? 4.0 : 1.5) + b / cm::bytes_per_cycle(b);
  }
  return e;
}

/// Attention of one head: for each vector of scores D and Dv multiply-adds, and the softmax (maximum, difference,
/// exponential, sum: 4 to 5 cycles measured with a polynomial of degree 5), and `score` cycles of the score function.
template <class T>
constexpr estimate estimate_attention(double queries, double keys, double depth, double features, double score) {
  namespace cm = cost_model;
  constexpr double w = static_cast<double>(lanes<T>), size = sizeof(T);
  isize const whole_groups = (static_cast<isize>(queries) + lanes<T> - 1) / lanes<T>;
  isize const whole_vectors = (static_cast<isize>(features) + lanes<T> - 1) / lanes<T>;
  auto const groups = static_cast<double>(whole_groups);
  auto const vectors = static_cast<double>(whole_vectors);
  double const softmax = sizeof(T) == 4 ? 4.6 : 7.0;
  estimate e;
  e.operations = 2 * queries * keys * (depth + features) + 5 * queries * keys;
  e.bytes = size * (queries * (depth + features) + keys * (depth + features));
  // Products at .98 of the ports (tiles filled and drained); queries turned and results written, a vector in 3 cycles.
  e.arithmetic = groups * keys * (depth / 2 / .98 + softmax + score) + queries * keys * vectors / 2 / .98 +
                 3 * queries * (depth + features) / w;
  e.transfer = e.bytes / cm::bytes_per_cycle(e.bytes);
  return e;
}

/// Attention of one of `repeats` heads with few queries, keys in lanes: for each key its multiply-adds, two shuffles
/// and an addition to sum across lanes, and the softmax; but first of all keys and values, read once.
template <class T>
constexpr estimate estimate_few_queries(double queries, double keys, double depth, double features, double score,
                                        double repeats) {
  namespace cm = cost_model;
  constexpr double w = static_cast<double>(lanes<T>), size = sizeof(T);
  estimate e;
  e.operations = 2 * queries * keys * (depth + features) + 5 * queries * keys;
  e.bytes = size * (queries * (depth + features) + keys * (depth + features));
  double const softmax = sizeof(T) == 4 ? 4.6 : 7.0;
  double const adds = (depth + features) / w / cm::multiply_adds_per_cycle + 1;
  e.arithmetic = keys * queries * (adds + (softmax + score) / w);
  e.transfer = e.bytes / cm::bytes_per_cycle(e.bytes * repeats);
  return e;
}

/// A loop over elements with `cycles` for each vector, that reads and writes so many bytes.
template <class T>
constexpr estimate estimate_loop(double elements, double operations, double cycles, double bytes) {
  estimate e;
  e.operations = elements * operations;
  e.bytes = bytes;
  e.arithmetic = elements / static_cast<double>(lanes<T>) * cycles;
  e.transfer = bytes / cost_model::bytes_per_cycle(bytes);
  return e;
}

TENON_ISA_END
}  // namespace tenon::kernel
