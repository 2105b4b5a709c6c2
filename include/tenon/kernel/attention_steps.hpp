// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The loop nests of attention, one noinline function each: inlined into one another, g++ 12 spills accumulators at
// random. Only the scores depend on the score function.

#include <algorithm>

#include <tenon/kernel/attention_border.hpp>
#include <tenon/kernel/exp.hpp>
#include <tenon/kernel/shuffle.hpp>

namespace tenon::kernel {
TENON_ISA_BEGIN
namespace detail {

/// Queries q … q + W − 1 times the scale, transposed: to[d·ld + lane]. Lanes beyond Tq become zero.
template <class T, class Shape>
TENON_NOINLINE void load_queries(T const* queries, isize q, T scale, T* to) noexcept {
  using plan = attention_plan<T, Shape>;
  constexpr isize w = lanes<T>;
  constexpr isize rows = Shape::tq < w ? Shape::tq : w;
  vec<T> const factor = broadcast<T>(scale);
  T const* p = queries + q * Shape::qs;
  if constexpr (Shape::qd == 1) {
    for (isize next = 0; next < Shape::d; next += w) {
      // The last step begins earlier and writes some rows again.
      isize const d = Shape::d >= w ? std::min<isize>(next, Shape::d - w) : 0;
      vec<T> r[vec<T>::size];
#pragma GCC unroll 16
      for (isize i = 0; i < w; ++i) {
        if (i >= rows) {
          r[i] = broadcast<T>(T(0));
        } else if constexpr (Shape::d >= w) {
          r[i] = load<T>(p + i * Shape::qs + d) * factor;
        } else {
          r[i] = load_first<T>(p + i * Shape::qs, Shape::d) * factor;
        }
      }
      transpose<T>(r);
#pragma GCC unroll 16
      for (isize i = 0; i < w; ++i) {
        if (i < Shape::d) store<T>(to + (d + i) * plan::ld, r[i]);
      }
    }
  } else {
    for (isize d = 0; d < Shape::d; ++d) {
      T const* column = p + d * Shape::qd;
      vec<T> x;
      if constexpr (Shape::qs == 1) {
        x = rows == w ? load<T>(column) : load_first<T>(column, rows);
      } else {
        x = load_strided_first<T>(column, Shape::qs, rows);
      }
      store<T>(to + d * plan::ld, x * factor);
    }
  }
}

/// One vector of scores: clamped where it can be −∞, stored, and entered into the maximum.
template <bool Masked, class T>
TENON_INLINE void finish_score(vec<T> s, T* to, vec<T>& largest) noexcept {
  if constexpr (Masked) s = kernel::max(broadcast<T>(masked_score<T>), s);
  store<T>(to, s);
  largest = kernel::max(largest, s);
}

/// Has a score function a part that lies along the keys and is turned into the tile of scores beforehand?
template <class Score>
inline constexpr bool turns_keys = requires {
  requires Score::turns;
};
/// A long score function is compiled once for a lane group, in a loop over its vectors.
template <class Score>
inline constexpr bool is_heavy_score = requires {
  requires Score::heavy;
};

/// Is the product itself taken through a long function that is best computed for several vectors in step? Then the
/// score provides that, `inner`, and is itself what remains.
template <class T, class Score>
inline constexpr bool has_inner_score = requires(vec<T> (&x)[2]) {
  Score::inner(x);
};

/// Turns that part for n keys, into the rows of the tile that their scores will take.
template <class T, isize LD, isize NG, class Score>
TENON_INLINE void turn_tile(Score const& score, isize const (&q)[NG], isize key, isize n, T* st) {
#pragma GCC unroll 4
  for (isize g = 0; g < NG; ++g) {
    score.template lanes<vec<T>, false>(q[g]).template turn<LD>(key, n, st + g * lanes<T>);
  }
}

/// The score function of queries q …, and of keys that begin with the first of the tile `st`.
template <class T, isize LD, bool AllVisible, class Score>
TENON_INLINE auto bind_score(Score const& score, isize q, isize key, T const* st) {
  if constexpr (turns_keys<Score>)
    return score.template lanes<vec<T>, AllVisible>(q).template turned<LD>(st, key);
  else
    return score.template lanes<vec<T>, AllVisible>(q);
}

/// The same for Keys keys of scores with an inner function, from the i-th on, all lane groups in step.
template <class T, isize LD, isize Keys, isize MR, class Score, class... F>
TENON_INLINE void apply_inner(vec<T> (&acc)[MR][sizeof...(F)], isize i, T* st, vec<T> (&top)[sizeof...(F)], isize key,
                              F const&... f) {
  constexpr isize w = lanes<T>;
  constexpr isize ng = sizeof...(F);
  vec<T> x[Keys * ng];
#pragma GCC unroll 8
  for (isize j = 0; j < Keys * ng; ++j) x[j] = acc[i + j / ng][j % ng];
  Score::inner(x);
#pragma GCC unroll 8
  for (isize j = 0; j < Keys; ++j) {
    isize g = 0;
    ((finish_score<Score::masked>(f(x[j * ng + g], key + i + j), st + (i + j) * LD + g * w, top[g]), ++g), ...);
  }
}

/// Applies the score function to a tile of products and stores it.
template <class T, isize LD, bool AllVisible, isize MR, isize NG, class Score>
TENON_INLINE void apply_score(vec<T> (&acc)[MR][NG], T* st, T* largest, Score const& score, isize const (&q)[NG],
                              isize key) {
  constexpr isize w = lanes<T>;
  constexpr bool inner = has_inner_score<T, Score>;
  // Products of long functions wait in the tile, or beside it where the tile holds what was turned.
  constexpr bool wait = !inner && is_heavy_score<Score>;
  constexpr bool apart = wait && turns_keys<Score>;
  constexpr isize step = apart ? NG * w : LD;
  alignas(64) T beside[apart ? static_cast<std::size_t>(MR * step) : 1];
  T* const products = apart ? beside : st;
  if constexpr (wait) {
#pragma GCC unroll 16
    for (isize i = 0; i < MR; ++i) {
#pragma GCC unroll 4
      for (isize g = 0; g < NG; ++g) store<T>(products + i * step + g * w, acc[i][g]);
    }
  }
  if constexpr (inner) {
    vec<T> top[NG];
#pragma GCC unroll 4
    for (isize g = 0; g < NG; ++g) top[g] = load<T>(largest + g * w);
    auto const all = [&](auto const&... f) TENON_LAMBDA_INLINE {
      constexpr isize keys = 2;
#pragma GCC unroll 16
      for (isize i = 0; i + keys <= MR; i += keys) apply_inner<T, LD, keys, MR, Score>(acc, i, st, top, key, f...);
      if constexpr (MR % keys != 0) apply_inner<T, LD, MR % keys, MR, Score>(acc, MR - MR % keys, st, top, key, f...);
    };
    if constexpr (NG == 1) {
      all(bind_score<T, LD, AllVisible>(score, q[0], key, st));
    } else {
      all(bind_score<T, LD, AllVisible>(score, q[0], key, st), bind_score<T, LD, AllVisible>(score, q[1], key, st + w));
    }
#pragma GCC unroll 4
    for (isize g = 0; g < NG; ++g) store<T>(largest + g * w, top[g]);
  } else {
#pragma GCC unroll 4
    for (isize g = 0; g < NG; ++g) {
      auto const f = bind_score<T, LD, AllVisible>(score, q[g], key, st + g * w);
      vec<T> top = load<T>(largest + g * w);
      if constexpr (wait) {
#if defined(__clang__)
#pragma clang loop unroll(disable)
#else
#pragma GCC unroll 1
#endif
        for (isize i = 0; i < MR; ++i) {
          finish_score<Score::masked>(f(load<T>(products + i * step + g * w), key + i), st + i * LD + g * w, top);
        }
      } else {
#pragma GCC unroll 16
        for (isize i = 0; i < MR; ++i) finish_score<Score::masked>(f(acc[i][g], key + i), st + i * LD + g * w, top);
      }
      store<T>(largest + g * w, top);
    }
  }
}

/// Scores of `tiles` score tiles of MR keys each, from key `first` of the block on, for NG lane groups beginning at
/// queries q. What a mask rules out is not read.
template <class T, class Shape, isize MR, isize NG, class Score>
TENON_NOINLINE void scores(T const* qt, T const* k, T* st, T* largest, Score const& score, isize const (&q)[NG],
                           isize key, isize tiles, tile_bits bits) {
  using plan = attention_plan<T, Shape>;
  Score const local = score;
  isize queries[NG];
  queries[0] = q[0];
  queries[NG - 1] = q[NG - 1];
  for (isize t = 0; t < tiles; ++t, key += MR, k += MR * Shape::ks, st += MR * plan::ld) {
    key_set seen = all_keys<MR>;
    if constexpr (Score::masked) {
      if (!bits.has_some(t)) continue;
      if (!bits.has_whole(t)) {
        isize const end = q[NG - 1] + std::min(lanes<T>, Shape::tq);
        seen = seen_in_tile<MR>(score, q[0], end, key);
      }
    }
    vec<T> acc[MR][NG];
    if (Score::masked && seen != all_keys<MR>) {
      alignas(64) T products[static_cast<std::size_t>(MR * NG * lanes<T>)];
      border_products<T, Shape, MR, NG>(qt, k, seen, products);
#pragma GCC unroll 16
      for (isize i = 0; i < MR; ++i) {
#pragma GCC unroll 4
        for (isize g = 0; g < NG; ++g) acc[i][g] = load<T>(products + (i * NG + g) * lanes<T>);
      }
    } else {
      clear(acc);
      accumulate<MR, NG, 0>(acc, k, Shape::ks, Shape::kd, qt, plan::ld, Shape::d);
    }
    if constexpr (Score::masked) {
      if (bits.has_whole(t)) {
        apply_score<T, plan::ld, true>(acc, st, largest, local, queries, key);
      } else {
        apply_score<T, plan::ld, false>(acc, st, largest, local, queries, key);
      }
    } else {
      apply_score<T, plan::ld, true>(acc, st, largest, local, queries, key);
    }
  }
}

/// The state of a tile of queries, one element a lane: the running maximum, the running sum, and what the last block
/// changed.
template <class T>
struct softmax_state {
  T* maximum;
  T* sum;
  T* largest;
  T* rescale;
  T* inverse;
};

/// What a score is multiplied by to become an exponent of 2. A score and the maximum are rounded there apart, which is
/// a common factor that division by the sum removes, as long as it is in range. Beyond 2^29 (double: 2^58) neighbouring
/// numbers are so far apart that only those equal to the maximum weigh anything, whatever the base: 2 itself is exact.
template <class T>
[[nodiscard]] TENON_INLINE vec<T> exponent_scale(vec<T> maximum) noexcept {
  vec<T> const far = broadcast<T>(sizeof(T) == 4 ? T(0x1p29) : T(0x1p58));
  return select(kernel::abs(maximum) > far, broadcast<T>(T(1)), broadcast<T>(exp_constants<T>::log2e));
}

/// Takes the block's largest scores into the running maximum. The factor is applied to the sum at once, to the values
/// when the next ones are added.
template <class T>
TENON_NOINLINE void raise_maximum(softmax_state<T> const& s, isize n) noexcept {
  for (isize i = 0; i < n; i += lanes<T>) {
    vec<T> const old = load<T>(s.maximum + i);
    vec<T> const now = kernel::max(old, load<T>(s.largest + i));
    vec<T> const scale = exponent_scale<T>(now);
    // Both rounded as `exponentials` rounds them, so that the weights of all blocks have the same factor.
    vec<T> const factor = exp2_short(opaque(old * scale) - opaque(now * scale));
    store<T>(s.maximum + i, now);
    store<T>(s.rescale + i, factor);
    store<T>(s.sum + i, load<T>(s.sum + i) * factor);
  }
}

/// Turns n rows of scores of NG lane groups into weights, e^(s − maximum), and adds them to the sum.
template <class T, isize LD, isize NG>
TENON_NOINLINE void exponentials(T* st, isize n, T const* maximum, T* sum) noexcept {
  constexpr isize w = lanes<T>;
  vec<T> scale[NG];
  vec<T> top[NG];
  vec<T> total[NG];
#pragma GCC unroll 4
  for (isize g = 0; g < NG; ++g) {
    vec<T> const largest = load<T>(maximum + g * w);
    scale[g] = exponent_scale<T>(largest);
    top[g] = opaque(largest * scale[g]);
    total[g] = load<T>(sum + g * w);
  }
#pragma GCC unroll 2
  for (isize k = 0; k < n; ++k, st += LD) {
#pragma GCC unroll 4
    for (isize g = 0; g < NG; ++g) {
      vec<T> const p = exp2_short(fma(load<T>(st + g * w), scale[g], -top[g]));
      store<T>(st + g * w, p);
      total[g] = total[g] + p;
    }
  }
#pragma GCC unroll 4
  for (isize g = 0; g < NG; ++g) store<T>(sum + g * w, total[g]);
}

/// Scores or weights of n keys that the mask ruled out.
template <class T, isize LD>
TENON_NOINLINE void fill_weights(T* st, isize width, isize n, T value) noexcept {
  for (isize k = 0; k < n; ++k) {
    for (isize i = 0; i < width; i += lanes<T>) store<T>(st + k * LD + i, broadcast<T>(value));
  }
}

/// The runs of keys that have a weight other than zero for some query of the tile: the values of the others, which may
/// be garbage, are never read. Padding lanes see nothing.
template <class T, class Shape, isize Most>
TENON_NOINLINE void find_runs(T const* st, isize width, isize begin, isize end, key_runs<Most>& runs) noexcept {
  runs.count = 0;
  bool inside = false;
  for (isize k = begin; k < end; ++k) {
    bool alive = false;
    for (isize i = 0; i < width && !alive; i += lanes<T>) {
      auto const weighs = load<T>(st + k * attention_plan<T, Shape>::ld + i) != broadcast<T>(T(0));
      alive = any<T>(Shape::tq < lanes<T> ? weighs & first_lanes<T>(Shape::tq) : weighs);
    }
    if (alive && !inside) runs.begin[runs.count] = k;
    if (!alive && inside) runs.end[runs.count++] = k;
    inside = alive;
  }
  if (inside) runs.end[runs.count++] = end;
}

/// weight/sum, or 0 for a row that saw no key.
template <class T>
TENON_NOINLINE void invert_sums(softmax_state<T> const& s, isize n, T weight) noexcept {
  for (isize i = 0; i < n; i += lanes<T>) {
    vec<T> const sum = load<T>(s.sum + i);
    vec<T> const zero = broadcast<T>(T(0));
    store<T>(s.inverse + i, select(sum == zero, zero, broadcast<T>(weight) / sum));
  }
}

/// Where the results of a block go: into the tile's own rows, or on the last block, divided by the sum, into `out`.
template <class T>
struct value_target {
  T* o;
  T* out;
  T const* rescale;
  T const* inverse;
  bool first;
  bool last;
};

/// `tiles` tiles of MR rows: rescales what is there, adds weights times NV vectors of values, stores.
template <class T, class Shape, isize MR, isize NV, isize Tail, isize Back, isize Most>
TENON_NOINLINE void add_values(T const* st, T const* v, key_runs<Most> const& runs, key_range const* ranges,
                               isize tiles, value_target<T> to) noexcept {
  using plan = attention_plan<T, Shape>;
  constexpr isize w = lanes<T>;
  for (isize t = 0; t < tiles; ++t) {
    vec<T> acc[MR][NV];
    clear(acc);
    for (isize r = 0; r < runs.count; ++r) {
      isize const begin = std::max(runs.begin[r], ranges[t].begin);
      isize const end = std::min(runs.end[r], ranges[t].end);
      accumulate<MR, NV, Tail, Back>(acc, st + begin * plan::ld, 1, plan::ld, v + begin * Shape::vs, Shape::vs,
                                     end - begin);
    }
    if (!to.first) {
#pragma GCC unroll 16
      for (isize i = 0; i < MR; ++i) {
        vec<T> const factor = broadcast<T>(to.rescale[i]);
#pragma GCC unroll 16
        for (isize j = 0; j < NV; ++j) acc[i][j] = fma(load<T>(to.o + i * plan::o_row + j * w), factor, acc[i][j]);
      }
    }
    if (to.last) {
#pragma GCC unroll 16
      for (isize i = 0; i < MR; ++i) {
        vec<T> const inverse = broadcast<T>(to.inverse[i]);
        auto const dead = inverse == broadcast<T>(T(0));
#pragma GCC unroll 16
        for (isize j = 0; j < NV; ++j) {
          vec<T> const x = select(dead, broadcast<T>(T(0)), acc[i][j] * inverse);
          T* const p = to.out + i * Shape::os + j * w;
          if (Tail != 0 && j == NV - 1) {
            store_first<T>(p, x, Tail);
          } else {
            store<T>(j == NV - 1 ? p - Back : p, x);
          }
        }
      }
    } else {
#pragma GCC unroll 16
      for (isize i = 0; i < MR; ++i) {
#pragma GCC unroll 16
        for (isize j = 0; j < NV; ++j) store<T>(to.o + i * plan::o_row + j * w, acc[i][j]);
      }
    }
    st += MR;
    to.o += MR * plan::o_row;
    to.out += MR * Shape::os;
    to.rescale += MR;
    to.inverse += MR;
  }
}

}  // namespace detail
TENON_ISA_END
}  // namespace tenon::kernel
