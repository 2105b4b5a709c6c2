// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Tiles of scores on the border of a mask: keys that no query of the tile sees may be garbage, or not be there at all,
// and are not read.

#include <algorithm>

#include <tenon/kernel/attention_plan.hpp>

namespace tenon::kernel {
TENON_ISA_BEGIN
namespace detail {

/// What a mask leaves of score tiles, a bit for each, the lowest first: those with any visible score, and those in
/// which all are.
struct tile_bits {
  unsigned long some;
  unsigned long whole;

  [[nodiscard]] bool has_some(isize t) const noexcept { return (some >> t & 1UL) != 0; }
  [[nodiscard]] bool has_whole(isize t) const noexcept { return (whole >> t & 1UL) != 0; }
  [[nodiscard]] tile_bits from(isize t) const noexcept { return {some >> t, whole >> t}; }
};

/// Keys of a tile, a bit for each, the first lowest.
using key_set = unsigned long;
template <isize Keys>
inline constexpr key_set all_keys = (1UL << Keys) - 1UL;

/// The keys of [key, key + n) that `visible(begin, end)` does not call hidden.
template <class Visible>
[[nodiscard]] TENON_INLINE key_set seen_keys(isize key, isize n, Visible visible) noexcept {
  key_set seen = 0;
  for (isize i = 0; i < n; ++i) {
    seen |= (visible(key + i, key + i + 1) == visibility::none ? 0UL : 1UL) << i;
  }
  return seen;
}

/// The keys of a tile that queries [q, end) see. The last query sees all in most tiles of a causal mask.
template <isize Keys, class Score>
[[nodiscard]] TENON_NOINLINE key_set seen_in_tile(Score const& score, isize q, isize end, isize key) noexcept {
  if (score.visible(end - 1, end, key, key + Keys) == visibility::all) return all_keys<Keys>;
  return seen_keys(key, Keys, [&](isize first, isize last) { return score.visible(q, end, first, last); });
}

/// Products of MR keys, of which those in `seen` are read, with NG lane groups: to[(key·NG + group)·W + lane]. The
/// others get those of a key that is seen; the mask replaces them.
template <class T, class Shape, isize MR, isize NG>
TENON_NOINLINE void border_products(T const* qt, T const* k, key_set seen, T* to) noexcept {
  constexpr isize w = lanes<T>;
  if (seen == 0) {
    std::fill(to, to + MR * NG * w, T(0));
    return;
  }
  T const* row[MR];
  isize stand_in = 0;
  while ((seen >> stand_in & 1UL) == 0) ++stand_in;
  for (isize i = 0; i < MR; ++i) row[i] = k + ((seen >> i & 1UL) != 0 ? i : stand_in) * Shape::ks;
  vec<T> acc[MR][NG];
  clear(acc);
#if defined(__clang__)
#pragma clang loop unroll(disable)
#endif
  for (isize d = 0; d < Shape::d; ++d, qt += attention_plan<T, Shape>::ld) {
    vec<T> x[NG];
#pragma GCC unroll 4
    for (isize g = 0; g < NG; ++g) x[g] = load<T>(qt + g * w);
#pragma GCC unroll 16
    for (isize i = 0; i < MR; ++i) {
      vec<T> const y = broadcast<T>(row[i][d * Shape::kd]);
#pragma GCC unroll 4
      for (isize g = 0; g < NG; ++g) acc[i][g] = fma(y, x[g], acc[i][g]);
    }
  }
#pragma GCC unroll 16
  for (isize i = 0; i < MR; ++i) {
#pragma GCC unroll 4
    for (isize g = 0; g < NG; ++g) store<T>(to + (i * NG + g) * w, acc[i][g]);
  }
}

}  // namespace detail
TENON_ISA_END
}  // namespace tenon::kernel
