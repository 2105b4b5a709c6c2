// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Attention of one (batch, head) with a streaming softmax: queries stand in lanes, keys are visited in blocks, and the
// score matrix is never stored beyond a tile. Keys and values are read in place by their strides.

#include <tenon/kernel/attention_rest.hpp>
#include <tenon/kernel/cost_model.hpp>

namespace tenon::kernel {
TENON_ISA_BEGIN
namespace detail {

/// The arrays of one call, laid out in the caller's scratch, and one step of the walk for each method. Groups is the
/// number of lane groups of the tile, Rows the number of queries that only its last group has.
template <class T, class Shape, class Score>
struct attention_walk {
  using plan = attention_plan<T, Shape>;
  using nest = attention_nest<T, Shape>;
  static_assert(attention_plan<T, nest>::ld == plan::ld && attention_plan<T, nest>::o_row == plan::o_row);
  static_assert(plan::keys <= plan::most_keys);
  static constexpr isize w = lanes<T>;
  static constexpr isize ld = plan::ld;

  T const* q;
  T const* k;
  T const* v;
  T* out;
  T scale;
  T weight;
  Score const& score;
  T* qt;
  T* st;
  T* o;
  softmax_state<T> state;

  attention_walk(T const* queries, T const* keys, T const* values, T* to, T factor, T weight_factor, Score const& f,
                 T* scratch) noexcept
      : q(queries),
        k(keys),
        v(values),
        out(to),
        scale(factor),
        weight(weight_factor),
        score(f),
        qt(scratch),
        st(qt + ld * Shape::d),
        o(st + ld * plan::keys),
        state{} {
    T* p = o + ld * plan::o_row;
    state = {p, p + ld, p + 2 * ld, p + 3 * ld, p + 4 * ld};
  }

  /// The first query of each lane group; the last group begins earlier where it would not be whole.
  template <isize Groups, isize Rows>
  static constexpr isize group_query(isize q0, isize g) noexcept {
    isize const start = q0 + g * w;
    return g == Groups - 1 && Shape::tq >= w ? start - (w - Rows) : start;
  }

  /// What is visible of each score tile, for the queries of lane groups g … g + n − 1.
  template <isize Groups, isize Rows, isize Keys>
  tile_bits look(isize q0, isize g, isize n, isize key) const noexcept {
    using tiles = score_tiles<Keys>;
    isize const first = group_query<Groups, Rows>(q0, g);
    isize const end = std::min<isize>(group_query<Groups, Rows>(q0, g + n - 1) + w, Shape::tq);
    tile_bits bits{0, 0};
    for (isize t = 0; t < tiles::parts; ++t) {
      visibility const seen = score.visible(first, end, key + tiles::start(t), key + tiles::start(t + 1));
      bits.some |= (seen == visibility::none ? 0UL : 1UL) << t;
      bits.whole |= (seen == visibility::all ? 1UL : 0UL) << t;
    }
    return bits;
  }

  /// A block of keys in score tiles.
  template <isize Keys>
  struct score_tiles {
    static constexpr partition of{Keys, plan::score_rows};
    static constexpr isize parts = of.parts;
    static constexpr isize start(isize t) noexcept { return t * of.size + std::min(t, of.larger); }
    /// Calls f(begin, end, whether they have some) for the keys of each run of tiles that have some or none.
    template <class F>
    static void for_runs(tile_bits bits, F f) {
      for (isize t = 0; t < parts;) {
        isize end = t + 1;
        while (end < parts && bits.has_some(end) == bits.has_some(t)) ++end;
        f(start(t), start(end), bits.has_some(t));
        t = end;
      }
    }
  };

  /// Scores of NG lane groups from group g on, where `bits` says.
  template <isize Groups, isize Rows, isize NG, isize Keys>
  void score_groups(isize q0, isize g, isize key, tile_bits bits) const {
    using tiles = score_tiles<Keys>;
    constexpr isize larger = tiles::of.larger;
    isize queries[NG];
    for (isize i = 0; i < NG; ++i) queries[i] = group_query<Groups, Rows>(q0, g + i);
    T* const s = st + g * w;
    T const* const x = qt + g * w;
    T* const largest = state.largest + g * w;
    T const* const rows = k + key * Shape::ks;
    if constexpr (turns_keys<Score>) {
      tiles::for_runs(bits, [&](isize begin, isize end, bool some) {
        if (some) turn_tile<T, ld>(score, queries, key + begin, end - begin, s + begin * ld);
      });
    }
    if constexpr (larger > 0) {
      scores<T, nest, tiles::of.size + 1, NG>(x, rows, s, largest, score, queries, key, larger, bits);
    }
    if constexpr (tiles::parts > larger) {
      constexpr isize begin = tiles::start(larger);
      scores<T, nest, tiles::of.size, NG>(x, rows + begin * Shape::ks, s + begin * ld, largest, score, queries,
                                          key + begin, tiles::parts - larger, bits.from(larger));
    }
  }

  /// Scores of the tiles that only one of lane groups g and g + 1 sees; returns a bit for each that both see, and takes
  /// from `seen` what neither does.
  template <isize Groups, isize Rows, isize Keys>
  unsigned long score_alone(isize q0, isize g, isize key, tile_bits& seen) const {
    using tiles = score_tiles<Keys>;
    tile_bits const a = look<Groups, Rows, Keys>(q0, g, 1, key), b = look<Groups, Rows, Keys>(q0, g + 1, 1, key);
    auto const alone = [&](isize group, isize other, tile_bits bits) {
      if (bits.some == 0) return;
      score_groups<Groups, Rows, 1, Keys>(q0, group, key, bits);
      tiles::for_runs(bits, [&](isize begin, isize end, bool some) {
        if (some) fill_weights<T, ld>(st + other * w + begin * ld, w, end - begin, masked_score<T>);
      });
    };
    alone(g, g + 1, {a.some & ~b.some, a.whole});
    alone(g + 1, g, {b.some & ~a.some, b.whole});
    seen.some &= a.some | b.some;
    return a.some & b.some;
  }

  /// Are the queries that only the last lane group has scored with features in lanes?
  template <isize Rows>
  static constexpr bool rest_apart = can_rest_apart<T, Shape, Score>&& cost_model::rest_apart(Rows, plan::last_keys, w,
                                                                                              sizeof(T));

  /// Scores of lane groups g … g + NG − 1, the last of the tile, whose last one has few queries of its own. A group
  /// that is left alone takes a taller tile, which hides the latency of the multiply-adds.
  template <isize Groups, isize Rows, isize NG, isize Keys>
  void score_last(isize q0, isize g, isize key) const noexcept {
    T const* const rows = k + key * Shape::ks;
    if constexpr (NG == 2) {
      constexpr partition of{Keys, cost_model::score_tile_keys_alone};
      constexpr isize end = of.larger * (of.size + 1);
      isize const queries[1] = {q0 + g * w};
      T* const s = st + g * w;
      T* const largest = state.largest + g * w;
      if constexpr (of.larger > 0) {
        scores<T, nest, of.size + 1, 1>(qt + g * w, rows, s, largest, score, queries, key, of.larger, {~0UL, ~0UL});
      }
      scores<T, nest, of.size, 1>(qt + g * w, rows + end * Shape::ks, s + end * ld, largest, score, queries, key + end,
                                  of.parts - of.larger, {~0UL, ~0UL});
    }
    isize const own = q0 + (Groups - 1) * w, lane = (Groups - 1) * w;
    rest_scores<T, nest, Rows>(q + own * Shape::qs, scale, rows, st + lane, state.largest + lane, score, own + Rows - w,
                               key, Keys);
  }

  /// Scores and weights of NG lane groups from group g on; returns the range of keys that has any.
  template <isize Groups, isize Rows, isize NG, isize Keys>
  key_range pair(isize q0, isize g, isize key, bool all) const {
    using tiles = score_tiles<Keys>;
    T* const s = st + g * w;
    auto const raise = [&] {
      raise_maximum<T>(
          {state.maximum + g * w, state.sum + g * w, state.largest + g * w, state.rescale + g * w, nullptr}, NG * w);
    };
    auto const weigh = [&](isize begin, isize end) {
      exponentials<T, ld, NG>(s + begin * ld, end - begin, state.maximum + g * w, state.sum + g * w);
    };
    if (!Score::masked || all) {
      bool const apart = rest_apart<Rows> && g + NG == Groups;
      if constexpr (rest_apart<Rows>) {
        if (apart) score_last<Groups, Rows, NG, Keys>(q0, g, key);
      }
      if (!apart) score_groups<Groups, Rows, NG, Keys>(q0, g, key, {~0UL, ~0UL});
      raise();
      weigh(0, Keys);
      return {0, Keys};
    }
    tile_bits bits = look<Groups, Rows, Keys>(q0, g, NG, key);
    tile_bits seen = bits;
    if constexpr (NG == 2) {
      // On the border of the mask only one of the groups may see a tile.
      if ((bits.some & ~bits.whole) != 0) bits.some = score_alone<Groups, Rows, Keys>(q0, g, key, seen);
    }
    score_groups<Groups, Rows, NG, Keys>(q0, g, key, bits);
    raise();
    key_range range{Keys, 0};
    tiles::for_runs(seen, [&](isize begin, isize end, bool some) {
      if (some) {
        weigh(begin, end);
        range = {std::min(range.begin, begin), end};
      } else {
        fill_weights<T, ld>(s + begin * ld, NG * w, end - begin, T(0));
      }
    });
    return range;
  }

  /// The keys that rows [q, q + n) need of a range: by score tiles, then by halves of one.
  key_range narrow(key_range r, isize row, isize n, isize key) const noexcept {
    constexpr isize step = plan::score_rows;
    isize const end_row = row + n;
    while (r.end - r.begin > step && score.visible(row, end_row, key + r.end - step, key + r.end) == visibility::none) {
      r.end -= step;
    }
    while (r.end - r.begin > step &&
           score.visible(row, end_row, key + r.begin, key + r.begin + step) == visibility::none) {
      r.begin += step;
    }
    for (isize fine = step / 2; fine > 0 && r.end - r.begin > step; fine /= 2) {
      if (score.visible(row, end_row, key + r.end - fine, key + r.end) == visibility::none) r.end -= fine;
      if (score.visible(row, end_row, key + r.begin, key + r.begin + fine) == visibility::none) r.begin += fine;
    }
    return r;
  }

  /// Weights times values for Rows rows, which stand in lanes `lane`… and are queries `row`….
  template <isize Rows, isize Most>
  void values(isize lane, isize row, isize key, key_runs<Most> const& runs, key_range range, bool all, bool first,
              bool last) const noexcept {
    constexpr partition rows{Rows, plan::value_rows};
    key_range ranges[static_cast<std::size_t>(rows.parts)];
    for (isize t = 0, r = row; t < rows.parts; ++t) {
      isize const n = rows.size + (t < rows.larger ? 1 : 0);
      ranges[t] = range;
      if constexpr (Score::masked) {
        if (!all) ranges[t] = narrow(range, r, n, key);
      }
      r += n;
    }
    value_target<T> const to{
        o + lane * plan::o_row, out + row * Shape::os, state.rescale + lane, state.inverse + lane, first, last};
    T const* const x = v + key * Shape::vs;
    constexpr isize wide = plan::panels.size + 1;
    constexpr isize narrow_panels = plan::panels.parts - plan::panels.larger;
    if constexpr (plan::panels.larger > 0) {
      for (isize p = 0; p < plan::panels.larger; ++p) panel<Rows, wide, 0, 0>(lane, x, p * wide, runs, ranges, to);
    }
    if constexpr (narrow_panels > 1) {
      for (isize p = 0; p < narrow_panels - 1; ++p) {
        isize const vector = plan::panels.larger * wide + p * plan::panels.size;
        panel<Rows, plan::panels.size, 0, 0>(lane, x, vector, runs, ranges, to);
      }
    }
    panel<Rows, plan::panels.size, plan::partial, plan::back>(lane, x, plan::value_vectors - plan::panels.size, runs,
                                                              ranges, to);
  }

  template <isize Rows, isize NV, isize Tail, isize Back, isize Most>
  void panel(isize lane, T const* x, isize vector, key_runs<Most> const& runs, key_range const* ranges,
             value_target<T> to) const noexcept {
    constexpr partition rows{Rows, plan::value_rows};
    constexpr isize large_rows = rows.larger * (rows.size + 1);
    to.o += vector * w;
    to.out += vector * w;
    if constexpr (rows.larger > 0) {
      add_values<T, nest, rows.size + 1, NV, Tail, Back>(st + lane, x + vector * w, runs, ranges, rows.larger, to);
      to.o += large_rows * plan::o_row;
      to.out += large_rows * Shape::os;
      to.rescale += large_rows;
      to.inverse += large_rows;
    }
    if constexpr (rows.parts > rows.larger) {
      add_values<T, nest, rows.size, NV, Tail, Back>(st + lane + large_rows, x + vector * w, runs, ranges + rows.larger,
                                                     rows.parts - rows.larger, to);
    }
  }

  /// One block of keys against one tile of queries.
  template <isize Groups, isize Rows, isize Keys>
  void block(isize q0, isize key, bool all, bool first, bool last) const {
    constexpr isize width = Groups * w;
    for (isize i = 0; i < width; i += w) store<T>(state.largest + i, broadcast<T>(lowest_maximum<T, Score::masked>));
    key_range range{Keys, 0};
    auto const join = [&range](key_range r) { range = {std::min(range.begin, r.begin), std::max(range.end, r.end)}; };
    isize g = 0;
    for (; g + 2 <= Groups; g += 2) join(pair<Groups, Rows, 2, Keys>(q0, g, key, all));
    if constexpr (Groups % 2 != 0) join(pair<Groups, Rows, 1, Keys>(q0, g, key, all));
    if (last) invert_sums<T>(state, width, weight);

    key_runs<plan::most_keys> runs;
    if (!Score::masked || all) {
      runs.count = 1;
      runs.begin[0] = 0;
      runs.end[0] = Keys;
    } else {
      find_runs<T, nest>(st, width, range.begin, range.end, runs);
    }
    if constexpr (Rows == w || Shape::tq < w) {
      values<(Groups - 1) * w + Rows>(0, q0, key, runs, range, all, first, last);
    } else {
      if constexpr (Groups > 1) values<(Groups - 1) * w>(0, q0, key, runs, range, all, first, last);
      values<Rows>(Groups * w - Rows, q0 + (Groups - 1) * w, key, runs, range, all, first, last);
    }
  }

  /// One tile of queries against every key it sees.
  template <isize Groups, isize Rows>
  void tile(isize q0) const {
    constexpr isize rows = (Groups - 1) * w + Rows;
    isize last = plan::blocks - 1;
    auto const seen = [&](isize b) {
      if constexpr (!Score::masked) return visibility::all;
      isize const key = b * plan::keys;
      return score.visible(q0, q0 + rows, key, std::min<isize>(key + plan::keys, Shape::tk));
    };
    while (last >= 0 && seen(last) == visibility::none) --last;
    if (last < 0) {
      for (isize i = 0; i < rows; ++i) {
        for (isize j = 0; j < Shape::dv; ++j) out[(q0 + i) * Shape::os + j] = T(0);
      }
      return;
    }
    for (isize g = 0; g < Groups; ++g) {
      bool const apart = rest_apart<Rows> && g == Groups - 1;
      if (!apart) load_queries<T, nest>(q, group_query<Groups, Rows>(q0, g), scale, qt + g * w);
      store<T>(state.maximum + g * w, broadcast<T>(lowest_maximum<T, Score::masked>));
      store<T>(state.sum + g * w, broadcast<T>(T(0)));
    }
    bool first = true;
    for (isize b = 0; b <= last; ++b) {
      visibility const here = seen(b);
      if (here == visibility::none) continue;
      bool const all = here == visibility::all;
      if constexpr (plan::last_keys != plan::keys) {
        if (b == plan::blocks - 1) {
          block<Groups, Rows, plan::last_keys>(q0, b * plan::keys, all, first, true);
          return;
        }
      }
      block<Groups, Rows, plan::keys>(q0, b * plan::keys, all, first, b == last);
      first = false;
    }
  }
};

}  // namespace detail

/// out[q, :] = weight · Σ_k softmax_k(f(scale · q·k)) v[k, :] for one (batch, head). `score` is f, staged as
/// `plain_score` shows; it is compiled into the epilogue of the product q·kᵀ. Boxes of queries and keys that it rules
/// out are neither computed nor read; a query that sees no key gives zeros. Tiles [first, end) of the queries, as
/// `attention_parts` counts them: all by default. Cost: 2·Tq·Tk·(D + Dv) operations at about 0.85 to 0.92 of peak;
/// scratch independent of Tk.
template <class T, class Shape, class Score>
TENON_NOINLINE void attend(T const* q, T const* k, T const* v, T* out, T scale, Score const& score, T* scratch,
                           T weight = T(1), isize first = 0,
                           isize end = detail::attention_plan<T, Shape>::tiles.parts) {
  using plan = detail::attention_plan<T, Shape>;
  constexpr isize w = lanes<T>;
  detail::attention_walk<T, Shape, Score> const walk(q, k, v, out, scale, weight, score, scratch);
  constexpr auto tiles = plan::tiles;
  // The last tile may hold fewer rows than its lane groups.
  constexpr bool ragged = plan::last_rows != w;
  constexpr isize whole = tiles.parts - (ragged ? 1 : 0);
  isize t = first;
  if constexpr (tiles.larger > 0) {
    for (; t < std::min(end, tiles.larger); ++t) walk.template tile<tiles.size + 1, w>(t * (tiles.size + 1) * w);
  }
  if constexpr (whole > tiles.larger) {
    for (; t < std::min(end, whole); ++t) walk.template tile<tiles.size, w>((t * tiles.size + tiles.larger) * w);
  }
  if constexpr (ragged) {
    if (t < end) walk.template tile<tiles.size, plan::last_rows>((t * tiles.size + tiles.larger) * w);
  }
}

/// The first query of a tile.
template <class T, class Shape>
[[nodiscard]] constexpr isize attention_tile_begin(isize tile) noexcept {
  constexpr auto tiles = detail::attention_plan<T, Shape>::tiles;
  return (tile * tiles.size + std::min(tile, tiles.larger)) * lanes<T>;
}

/// The parts of one attention that threads may share: its tiles of queries. Where a mask makes their cost differ, each
/// is followed by the one as far from the other end, so that any run of parts costs much the same under a causal mask.
template <class T, class Shape, bool Masked>
struct attention_parts {
  using plan = detail::attention_plan<T, Shape>;
  static constexpr isize parts = plan::tiles.parts;
  static constexpr double cycles =
      cost_model::product_cycles(static_cast<double>(Shape::tq) * Shape::tk * (Shape::d + Shape::dv), lanes<T>) / parts;
  static constexpr isize tile(isize part) noexcept {
    if (!Masked) return part;
    return part % 2 == 0 ? part / 2 : parts - 1 - part / 2;
  }
};

TENON_ISA_END
}  // namespace tenon::kernel
