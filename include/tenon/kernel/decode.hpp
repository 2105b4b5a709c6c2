// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Attention of one (batch, head) with few queries, such as the next token's: keys stand in lanes, and both keys and
// values are read once. Its bound is the memory they come from.

#include <tenon/kernel/decode_steps.hpp>

namespace tenon::kernel {
TENON_ISA_BEGIN
namespace detail {

/// What is kept of one head, and one step of the walk over its keys for each method.
template <class T, class Shape, class Heads, class Score>
struct few_head {
  using plan = few_plan<T, Shape, Heads>;
  static constexpr isize w = lanes<T>;
  static constexpr isize ld = plan::block;
  static constexpr isize rows = Shape::rows;
  static constexpr isize ahead = plan::blocks.size * w;  ///< keys of a block

  T const* k;
  T const* v;
  Score score;
  T* st;
  T* q;
  T* o;
  few_state<T> state;
  T const* first_k;  ///< of the first head
  T const* first_v;
  isize number;

  few_head(T const* keys, T const* values, Score const& f, T* scratch, isize h) noexcept
      : k(keys + h * Heads::kh),
        v(values + h * Heads::vh),
        score(f),
        st(scratch + w),
        q(scratch + plan::weights + h * plan::of_head),
        o(q + rows * plan::query_row),
        state{},
        first_k(keys),
        first_v(values),
        number(h) {
    T* const p = o + rows * plan::o_row;
    state = {p, p + rows * w, p + 2 * rows * w, p + 2 * rows * w + rows};
  }

  /// Queries times the scale, each padded to whole vectors; nothing seen yet.
  void begin(T const* queries, T scale) const noexcept {
    for (isize r = 0; r < rows; ++r) {
      T const* const from = queries + r / Shape::tq * Shape::qo + r % Shape::tq * Shape::qs;
      for (isize d = 0; d < Shape::d; d += w) {
        vec<T> const x = load_as<T>(from + d * Shape::qd, std::min<isize>(Shape::d - d, w), Shape::qd);
        store<T>(q + r * plan::query_row + d, x * broadcast<T>(scale));
      }
      for (isize j = 0; j < plan::o_row; j += w) store<T>(o + r * plan::o_row + j, broadcast<T>(T(0)));
      store<T>(state.sum + r * w, broadcast<T>(T(0)));
      state.maximum[r] = lowest_maximum<T, Score::masked>;
    }
  }

  /// Products of every query with `groups` groups of keys.
  void products(isize key, T* to, isize groups) const noexcept {
    constexpr partition tiles{rows, plan::product_rows};
    isize r = 0;
    if constexpr (tiles.larger > 0) {
      for (isize t = 0; t < tiles.larger; ++t, r += tiles.size + 1) tile_products<tiles.size + 1>(r, key, to, groups);
    }
    if constexpr (tiles.parts > tiles.larger) {
      for (isize t = tiles.larger; t < tiles.parts; ++t, r += tiles.size) tile_products<tiles.size>(r, key, to, groups);
    }
  }
  /// The same for one group, of which some keys may be hidden from every query: those are not read.
  void some_products(isize key, T* to) const noexcept {
    constexpr isize n = plan::few_keys;
    key_set const which = seen_keys(key, n, [this](isize first, isize end) { return seen(first, end - first); });
    if (which == all_keys<n>) {
      products(key, to, 1);
    } else {
      few_border_products<T, Shape, plan::query_row, n, ld>(q, k + key * Shape::ks, which, to);
    }
  }
  /// What is asked for while the keys from `key` on are read; and while the values of a block of n keys are.
  [[nodiscard]] T const* ahead_of_keys(isize key) const noexcept {
    if constexpr (plan::alone)
      return v + key * Shape::vs;
    else
      return first_k + (key + ahead) * Shape::ks + number * ahead * Shape::d;
  }
  [[nodiscard]] T const* ahead_of_values(isize key, isize n, bool last) const noexcept {
    if constexpr (plan::alone)
      return k + (last ? key : key + n) * Shape::ks;
    else
      return first_v + (key + ahead) * Shape::vs + number * ahead * Shape::dv;
  }
  template <isize MR>
  void tile_products(isize row, isize key, T* to, isize groups) const noexcept {
    T const* const x = q + row * plan::query_row;
    T const* const y = k + key * Shape::ks;
    to += row * ld;
    if constexpr (plan::along_keys) {
      constexpr isize tail = Shape::tk < w ? Shape::tk : 0;
      isize g = 0;
      if constexpr (tail == 0) {
        for (; g + 4 <= groups; g += 4)
          few_products_along_keys<T, Shape::kd, plan::query_row, MR, 4, 0, ld>(x, y + g * w, Shape::d, to + g * w);
      }
      for (; g < groups; ++g)
        few_products_along_keys<T, Shape::kd, plan::query_row, MR, 1, tail, ld>(x, y + g * w, Shape::d, to + g * w);
    } else {
      few_products<T, Shape::d, Shape::ks, MR, plan::few_keys, ld, plan::ask_with_keys, plan::ask_with_keys_step>(
          x, y, to, groups, ahead_of_keys(key));
    }
  }

  [[nodiscard]] visibility seen(isize key, isize n) const noexcept {
    if constexpr (!Score::masked) return visibility::all;
    return score.visible(key, key + n, 0, rows);
  }

  /// Of n keys those up to the last group that is not hidden.
  [[nodiscard]] TENON_NOINLINE isize seen_end(isize key, isize n) const noexcept {
    isize g = (n + w - 1) / w;
    while (g > 0 && seen(key + (g - 1) * w, std::min(n - (g - 1) * w, w)) == visibility::none) --g;
    return std::min(n, g * w);
  }

  /// Weights of the keys [key, key + n); those that a mask hides from every query are neither read nor computed.
  void weights(isize key, isize n, bool all) const {
    for (isize r = 0; r < rows; ++r) {
      store<T>(state.largest + r * w, broadcast<T>(lowest_maximum<T, Score::masked>));
    }
    isize const whole = n / w;
    auto const part = [&](isize g) { return all ? visibility::all : seen(key + g * w, std::min(n - g * w, w)); };
    auto const hidden = [&](isize g) { return part(g) == visibility::none; };
    for (isize g = 0; g < whole;) {
      isize end = g;
      while (end < whole && part(end) == visibility::all) ++end;
      if (end > g) products(key + g * w, st + g * w, end - g);
      for (g = end; g < whole && part(g) != visibility::all; ++g) {
        if (!hidden(g)) some_products(key + g * w, st + g * w);
      }
    }
    // The last group begins earlier, so as to be whole; what it shares with the one before it comes out the same.
    bool const rest = Shape::tk % w != 0 && n != whole * w;
    isize const back = rest && Shape::tk >= w ? w - n % w : 0;
    if (rest && !hidden(whole)) {
      isize const first = whole * w - back;
      if (all)
        products(key + first, st + first, 1);
      else
        some_products(key + first, st + first);
    }
    for (isize g = 0; g < whole; ++g) {
      if (hidden(g)) {
        for (isize r = 0; r < rows; ++r) store<T>(st + r * ld + g * w, broadcast<T>(masked_score<T>));
      } else {
        finish(st + g * w, {key + g * w, 0, w}, all);
      }
    }
    if (rest) {
      if (hidden(whole)) {
        for (isize r = 0; r < rows; ++r) store<T>(st + r * ld + whole * w, broadcast<T>(masked_score<T>));
      } else {
        finish(st + whole * w - back, {key + whole * w - back, back, std::min(w, Shape::tk)}, all);
      }
    }
    few_weights<T, ld, rows>(st, n, state);
  }
  void finish(T* s, key_lanes at, bool all) const {
    if (!Score::masked || all) {
      few_scores<T, ld, rows, true>(s, state.largest, score, at);
    } else {
      few_scores<T, ld, rows, false>(s, state.largest, score, at);
    }
  }

  /// Adds weights times values of the keys [key, key + n), and asks for the keys `next`.
  void values(isize key, isize n, bool all, T const* next) const noexcept {
    key_runs<plan::block> runs;
    if (!Score::masked || all) {
      runs.count = 1;
      runs.begin[0] = 0;
      runs.end[0] = n;
    } else {
      few_runs<T, ld, rows>(st, n, runs);
    }
    for (isize i = 0; i < runs.count; ++i) {
      constexpr isize wide = plan::panels.size + 1;
      constexpr isize narrow_panels = plan::panels.parts - plan::panels.larger;
      T const* const x = v + key * Shape::vs;
      key_range const range{runs.begin[i], runs.end[i]};
      if constexpr (plan::panels.larger > 0) {
        for (isize p = 0; p < plan::panels.larger; ++p) panel<wide, 0, 0>(x, p * wide, range, next);
      }
      if constexpr (narrow_panels > 1) {
        for (isize p = 0; p < narrow_panels - 1; ++p) {
          panel<plan::panels.size, 0, 0>(x, plan::panels.larger * wide + p * plan::panels.size, range, next);
        }
      }
      panel<plan::panels.size, plan::partial, plan::back>(x, plan::value_vectors - plan::panels.size, range, next);
      for (isize r = 0; r < rows; ++r) state.rescale[r] = T(1);
    }
  }
  template <isize NV, isize Tail, isize Back>
  void panel(T const* x, isize vector, key_range range, T const* next) const noexcept {
    constexpr partition tiles{rows, plan::value_rows};
    isize r = 0;
    if constexpr (tiles.larger > 0) {
      for (isize t = 0; t < tiles.larger; ++t, r += tiles.size + 1) {
        tile_values<tiles.size + 1, NV, Tail, Back>(r, x, vector, range, next);
      }
    }
    if constexpr (tiles.parts > tiles.larger) {
      for (isize t = tiles.larger; t < tiles.parts; ++t, r += tiles.size) {
        tile_values<tiles.size, NV, Tail, Back>(r, x, vector, range, next);
      }
    }
  }
  template <isize MR, isize NV, isize Tail, isize Back>
  void tile_values(isize r, T const* x, isize vector, key_range range, T const* next) const noexcept {
    few_values<T, Shape::vs, MR, NV, Tail, Back, ld, plan::o_row, plan::ask_with_values, plan::ask_with_values_step>(
        st + r * ld, x + vector * w, range.begin, range.end, o + r * plan::o_row + vector * w, state.rescale + r, next);
  }

  /// One block of keys.
  void block(isize key, isize n, bool last) const {
    visibility const here = seen(key, n);
    if (here == visibility::none) return;
    bool const all = here == visibility::all;
    T const* const next = ahead_of_values(key, n, last);
    if (!all) {
      // Beyond the last key that is seen nothing is computed: what a block costs follows the keys that are seen.
      n = seen_end(key, n);
      if (n == 0) return;
    }
    weights(key, n, all);
    values(key, n, all, next);
  }

  /// The sums' lanes are joined and divided by; a query that saw no key gives zeros.
  void finish_rows(T* out, T weight) const noexcept {
    for (isize r = 0; r < rows; ++r) {
      T* const to = out + r / Shape::tq * Shape::oo + r % Shape::tq * Shape::os;
      T const sum = reduce_add<T>(load<T>(state.sum + r * w));
      vec<T> const inverse = broadcast<T>(sum == T(0) ? T(0) : weight / sum);
      for (isize d = 0; d < Shape::dv; d += w) {
        // The last vector of a row was added up where it begins earlier.
        bool const moved = plan::back != 0 && d + w > Shape::dv;
        vec<T> const x = load<T>(o + r * plan::o_row + d) * inverse;
        if (plan::partial != 0) {
          store_first<T>(to + d, x, plan::partial);
        } else {
          store<T>(to + (moved ? Shape::dv - w : d), x);
        }
      }
    }
  }
};

/// The score function of head h of those that interleave.
template <class Heads, class Score>
TENON_INLINE auto score_of_head(Score const& score, [[maybe_unused]] isize h) noexcept {
  if constexpr (Heads::count > 1)
    return score.head(h);
  else
    return score;
}

}  // namespace detail

/// What `attend` computes, for a `joined_shape` of few queries and `interleaved_heads`. The score function is the one
/// of `attend` with queries and keys exchanged: `score.visible(k0, k1, r0, r1)`, and `score.template lanes<V,
/// AllVisible>(k)` gives the function of keys k … k + W − 1, to be called with a vector of scaled products and a row;
/// where there are several heads, `score.head(h)` is the one of head h. `readable_keys` must hold. Heads [first, end)
/// are computed, each with the same result whichever others are. Cost: Tk·(D + Dv) elements read for each head, at
/// about the bandwidth of the cache or memory they are in.
template <class T, class Shape, class Heads = interleaved_heads<>, class Score>
TENON_NOINLINE void attend_few(T const* q, T const* k, T const* v, T* out, T scale, Score const& score, T* scratch,
                               T weight = T(1), isize first = 0, isize end = Heads::count) {
  static_assert(detail::readable_keys<Shape>);
  constexpr isize w = lanes<T>;
  constexpr auto blocks = detail::few_plan<T, Shape, Heads>::blocks;
  auto const head = [&](isize h) {
    auto const f = detail::score_of_head<Heads>(score, h);
    return detail::few_head<T, Shape, Heads, std::remove_const_t<decltype(f)>>(k, v, f, scratch, h);
  };
  for (isize h = first; h < end; ++h) head(h).begin(q + h * Heads::qh, scale);
  isize key = 0;
  for (isize b = 0; b < blocks.parts; ++b) {
    isize const n = std::min(w * (blocks.size + (b < blocks.larger ? 1 : 0)), Shape::tk - key);
    for (isize h = first; h < end; ++h) head(h).block(key, n, b + 1 == blocks.parts);
    key += n;
  }
  for (isize h = first; h < end; ++h) head(h).finish_rows(out + h * Heads::oh, weight);
}

/// The parts that threads may share: the heads that interleave.
template <class T, class Shape, class Heads>
struct few_parts {
  static constexpr isize parts = Heads::count;
  static constexpr double cycles = cost_model::product_cycles(
      static_cast<double>(Shape::rows) * Shape::tk * (Shape::d + Shape::dv) + Shape::tk * Shape::d, lanes<T>);
};

TENON_ISA_END
}  // namespace tenon::kernel
