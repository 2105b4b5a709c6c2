// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What is decided at compile time about one attention: tiles of queries, blocks of keys, scratch. And what a score
// function is.

#include <tenon/kernel/cost_model.hpp>
#include <tenon/kernel/tile.hpp>

namespace tenon::kernel {

/// What a mask does to a box of queries and keys.
enum class visibility { none, all, some };

TENON_ISA_BEGIN

/// Extents and strides (in elements) of one (batch, head): queries [Tq, D] by QS, QD, keys [Tk, D] by KS, KD, values
/// [Tk, Dv] with rows VS apart, results [Tq, Dv] with rows OS apart. `Masked` only chooses tiles: may a mask rule some
/// out?
template <isize Tq, isize Tk, isize D, isize Dv, isize QS, isize QD, isize KS, isize KD, isize VS, isize OS,
          bool Masked = false>
struct attention_shape {
  static constexpr isize tq = Tq, tk = Tk, d = D, dv = Dv;
  static constexpr bool masked = Masked;
  static constexpr isize qs = QS, qd = QD, ks = KS, kd = KD, vs = VS, os = OS;
  static_assert(Tq >= 1 && Tk >= 1 && D >= 1 && Dv >= 1);
};

/// The score function of plain attention: the scaled product itself, nothing masked. It also shows the interface.
struct plain_score {
  /// Can a score be −∞?
  static constexpr bool masked = false;
  // Optional: `static constexpr bool heavy = true` for long functions, which are then compiled fewer times.

  /// What the mask says of queries [q0, q1) and keys [k0, k1). Called only when `masked`.
  [[nodiscard]] constexpr visibility visible(isize, isize, isize, isize) const noexcept { return visibility::all; }

  struct bound {
    template <class V>
    [[nodiscard]] TENON_INLINE V operator()(V s, isize) const noexcept {
      return s;
    }
  };
  /// The function of queries q … q + W − 1, to be called with a vector of scaled products and a key. Where Tq < W,
  /// lanes beyond Tq are padding: compute anything, read nothing. With AllVisible every mask holds in the box at hand.
  template <class V, bool AllVisible>
  [[nodiscard]] TENON_INLINE bound lanes(isize) const noexcept {
    return {};
  }
};

namespace detail {

/// A masked score; and the floor of the running maximum, far above it, so that masked scores vanish even in a row that
/// has seen nothing else. Where nothing is masked the floor is below every score.
template <class T>
inline constexpr T masked_score = sizeof(T) == 4 ? T(-1e30) : T(-1e300);
template <class T, bool Masked>
inline constexpr T lowest_maximum = sizeof(T) == 4 ? (Masked ? T(-1e28) : T(-2e38)) : (Masked ? T(-1e298) : T(-1e308));

template <class T, class Shape>
struct attention_plan {
  static constexpr isize w = lanes<T>;
  static constexpr isize bytes = static_cast<isize>(sizeof(T));

  // Queries stand in lanes.
  static constexpr bool scattered = Shape::kd != 1 || Shape::ks > Shape::d || Shape::vs > Shape::dv;
  static constexpr isize groups = (Shape::tq + w - 1) / w;
  static constexpr partition tiles{
      groups, cost_model::query_tile_bytes(Shape::d* bytes, scattered, Shape::masked) / (w * bytes)};
  static constexpr isize most_groups = tiles.larger > 0 ? tiles.size + 1 : tiles.size;
  static constexpr isize ld = most_groups * w;
  /// Queries of the last lane group that no other group has. Where it is not whole it begins earlier, at Tq − W; with
  /// fewer than W queries in all, the other lanes are padding.
  static constexpr isize last_rows = Shape::tq - (groups - 1) * w;

  static constexpr isize score_rows = cost_model::score_tile_keys;
  static constexpr isize score_groups = cost_model::score_tile_groups;

  // Blocks of keys, balanced, and made of whole score tiles except the last: of 6 keys, a block may have 66.
  static constexpr isize most_keys = (cost_model::most_keys + score_rows - 1) / score_rows * score_rows;
  static constexpr isize wanted_keys =
      cost_model::key_block((Shape::d > Shape::dv ? Shape::d : Shape::dv) * bytes, scattered);
  static constexpr isize keys = [] {
    partition const even(Shape::tk, wanted_keys);
    isize const most = even.larger > 0 ? even.size + 1 : even.size;
    if (even.parts == 1) return most;
    return (most + score_rows - 1) / score_rows * score_rows;
  }();
  static constexpr isize blocks = (Shape::tk + keys - 1) / keys;
  static constexpr isize last_keys = Shape::tk - (blocks - 1) * keys;

  // Products of weights and values: rows × vectors.
  static constexpr isize value_rows = cost_model::value_tile_rows;
  static constexpr isize value_vectors = (Shape::dv + w - 1) / w;
  static constexpr partition panels{value_vectors, cost_model::value_tile_vectors};
  /// The last vector of a value row: begins earlier so that it is whole, or is partial where Dv < W.
  static constexpr isize back = Shape::dv >= w ? value_vectors * w - Shape::dv : 0;
  static constexpr isize partial = Shape::dv < w ? Shape::dv : 0;
  // Rows a multiple of 1 KB apart would meet in few cache sets.
  static constexpr isize o_row = value_vectors * w + (value_vectors * w * bytes % 1024 == 0 ? w : 0);

  static constexpr isize scratch = ld * (Shape::d + keys + 5) + ld * o_row;
};

/// The same tiles, whatever the numbers of queries and keys: what the loop nests are compiled for, once for all
/// lengths.
template <class T, class Shape>
using attention_nest =
    attention_shape<(Shape::tq < lanes<T> ? Shape::tq : attention_plan<T, Shape>::ld), 1, Shape::d, Shape::dv,
                    Shape::qs, Shape::qd, Shape::ks, Shape::kd, Shape::vs, Shape::os, Shape::masked>;

/// Runs of keys, relative to the block, whose values take part.
template <isize Most>
struct key_runs {
  isize count = 0;
  isize begin[static_cast<std::size_t>(Most / 2 + 1)];
  isize end[static_cast<std::size_t>(Most / 2 + 1)];
};

/// Keys, relative to the block, that a tile of rows needs.
struct key_range {
  isize begin;
  isize end;
};

}  // namespace detail

/// Elements of scratch that `attend` needs: a matter of tiles, not of Tk.
template <class T, class Shape>
inline constexpr isize attention_scratch = detail::attention_plan<T, Shape>::scratch;

TENON_ISA_END
}  // namespace tenon::kernel
