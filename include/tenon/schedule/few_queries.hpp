// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Attention with few queries: which axes are its rows, which heads lie side by side, and its score function, which has
// keys in lanes and rows in steps. All query axes that keys and values lack are rows, so that heads which share keys
// read them once.

#include <utility>

#include <tenon/kernel/decode.hpp>
#include <tenon/schedule/nest.hpp>
#include <tenon/schedule/score.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

/// The rows of two query axes, and interleaved heads; `chosen` false: the other kernel is the better one.
struct few_plan {
  bool chosen = false;
  std::size_t outer_axis = no_axis;
  std::ptrdiff_t outer = 1;
  std::size_t head_axis = no_axis;
  std::ptrdiff_t heads = 1;
};

/// Takes axes from the outer loops of `loops`, whose rows are planned. `queries` are the axes that only queries have.
constexpr few_plan plan_few_queries(nest& loops, layout const& results, stride_table const& lines,
                                    bool const (&queries)[max_rank], std::ptrdiff_t const* k, std::ptrdiff_t const* v,
                                    std::size_t key, std::size_t depth, std::ptrdiff_t width) {
  few_plan p;
  // Keys are read along the features, or along the keys.
  if (k[depth] != 1 && k[key] != 1 && k[depth] != 0) return p;
  // Of rows known only at run time the other kernel computes no more than there are.
  if (loops.row_axis != no_axis && results.ends_early(loops.row_axis)) return p;
  nest joined = loops;
  for (std::size_t x = 0; x < results.rank; ++x) {
    if (!queries[x] || joined.taken[x] || results.extent[x] == 1 || results.ends_early(x)) continue;
    p.outer_axis = x;
    p.outer = joined.gather(x, results, lines, queries);
    break;
  }
  if (kernel::cost_model::few_queries(loops.rows * p.outer, width)) {
    loops = joined;
  } else {
    p.outer_axis = no_axis;
    p.outer = 1;
    if (!kernel::cost_model::few_queries(loops.rows, width)) return p;
  }
  p.chosen = true;
  if (k[depth] != 1) return p;
  // Heads between one key and the next: read by blocks of keys, so that memory is read in its order.
  for (std::size_t x = 0; x < results.rank; ++x) {
    if (loops.taken[x] || results.extent[x] == 1 || results.ends_early(x) || k[x] == 0 || v[x] == 0 || k[x] >= k[key] ||
        v[x] >= v[key])
      continue;
    if (p.head_axis != no_axis && k[x] > k[p.head_axis]) continue;
    p.head_axis = x;
  }
  if (p.head_axis != no_axis) {
    p.heads = results.extent[p.head_axis];
    loops.taken[p.head_axis] = true;
  }
  return p;
}

/// The score function of `attend_few`: `Rows` rows of axis Q for each of `Outer` steps of axis O.
template <class T, std::size_t K, std::size_t Q, std::size_t O, std::size_t H, std::ptrdiff_t Keys, std::ptrdiff_t Rows,
          std::ptrdiff_t Outer, class Tree>
struct few_score {
  using keys = score_function<T, K, Q, Keys, Tree>;
  static constexpr bool masked = keys::masked;
  static constexpr bool differs = Outer > 1 && Tree::varies(O);
  Tree tree;

  [[nodiscard]] few_score head(std::ptrdiff_t h) const {
    few_score other = *this;
    other.tree.template advance<H>(h);
    return other;
  }

  [[nodiscard]] visibility visible(std::ptrdiff_t k0, std::ptrdiff_t k1, std::ptrdiff_t, std::ptrdiff_t) const {
    visibility const first = part(0).visible(k0, k1, 0, Rows);
    if constexpr (differs) {
      for (std::ptrdiff_t o = 1; o < Outer; ++o) {
        if (first == visibility::some || part(o).visible(k0, k1, 0, Rows) != first) return visibility::some;
      }
    }
    return first;
  }

  template <class Bound, std::size_t Count>
  struct rows_of {
    Bound bound[Count];
    TENON_INLINE vec<T> operator()(vec<T> s, std::ptrdiff_t row) const {
      if constexpr (Count > 1)
        return bound[row / Rows](s, row % Rows);
      else
        return bound[0](s, Outer > 1 ? row % Rows : row);
    }
  };
  template <class V, bool AllVisible>
  TENON_INLINE auto lanes(std::ptrdiff_t k) const {
    return bind<V, AllVisible>(k, std::make_index_sequence < differs ? static_cast<std::size_t>(Outer) : 1 > {});
  }

 private:
  [[nodiscard]] TENON_INLINE keys part(std::ptrdiff_t o) const {
    keys f{tree};
    if constexpr (differs) f.tree.template advance<O>(o);
    return f;
  }
  template <class V, bool AllVisible, std::size_t... I>
  TENON_INLINE auto bind(std::ptrdiff_t k, std::index_sequence<I...>) const {
    using bound = decltype(part(0).template lanes<V, AllVisible>(k));
    return rows_of<bound, sizeof...(I)>{{part(static_cast<std::ptrdiff_t>(I)).template lanes<V, AllVisible>(k)...}};
  }
};

TENON_ISA_END
}  // namespace tenon::schedule
