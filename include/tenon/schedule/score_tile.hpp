// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Leaves of a score function that lie along the keys while queries stand in lanes (a bias [seq, key], say): read a
// score tile at a time by rows and transposed in registers, instead of an element at a time.

#include <utility>

#include <tenon/kernel/shuffle.hpp>
#include <tenon/schedule/tree.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

/// A leaf that varies with the query, bound to one group of lanes.
template <class Leaf, bool Whole>
struct lane_leaf {
  using value_type = typename Leaf::value_type;
  Leaf at_lanes;
  int n;
  static constexpr bool varies(std::size_t) { return true; }

  template <class At, class Acc>
  TENON_INLINE auto read(At const& here, Acc const& acc) const {
    if constexpr (Whole) {
      return at_lanes.read(here, acc);
    } else {
      using C = typename At::lanes;
      if (n == C::width) return at_lanes.read(here, acc);
      return at_lanes.read(at<C, At::lane_axis, At::row_axis, false>{here.i, here.j, n}, acc);
    }
  }
};

/// Such a leaf of T for Keys keys from `first` on, already turned.
template <class T, std::ptrdiff_t Keys>
struct tile_leaf {
  using value_type = T;
  vec<T> keys[Keys];
  std::ptrdiff_t first;
  static constexpr bool varies(std::size_t) { return true; }
  template <class At, class Acc>
  TENON_INLINE vec<T> read(At const& here, Acc const&) const {
    return keys[here.i - first];
  }
};

/// Is there a leaf of T in the tree that is contiguous along K, and not along Q?
template <class T, std::size_t Q, std::size_t K, class Tree>
inline constexpr bool lies_along_keys = false;
template <class T, std::size_t Q, std::size_t K, std::ptrdiff_t... S, bool Whole>
inline constexpr bool lies_along_keys<T, Q, K, lane_leaf<leaf<T, S...>, Whole>> =
    leaf<T, S...>::stride[K] == 1 && leaf<T, S...>::stride[Q] != 1;
template <class T, std::size_t Q, std::size_t K, class Op, class R, class... Children>
inline constexpr bool lies_along_keys<T, Q, K, applied<Op, R, Children...>> = (lies_along_keys<T, Q, K, Children> ||
                                                                               ...);

/// Replaces those leaves by what they hold for keys k … k + Keys − 1.
template <class T, std::size_t Q, std::size_t K, std::ptrdiff_t Keys>
struct tile_reader {
  std::ptrdiff_t k;

  template <class Tree>
  TENON_INLINE auto operator()(Tree const& tree) const {
    if constexpr (lies_along_keys<T, Q, K, Tree>)
      return turned(tree);
    else
      return tree;
  }

 private:
  template <std::ptrdiff_t... S, bool Whole>
  TENON_INLINE auto turned(lane_leaf<leaf<T, S...>, Whole> const& x) const {
    constexpr std::ptrdiff_t w = kernel::lanes<T>, step = leaf<T, S...>::stride[Q];
    tile_leaf<T, Keys> result;
    result.first = k;
    T const* const p = x.at_lanes.p + k;
#pragma GCC unroll 16
    for (std::ptrdiff_t c = 0; c < Keys; c += w) {
      std::ptrdiff_t const n = Keys - c < w ? Keys - c : w;
      vec<T> rows[vec<T>::size];
#pragma GCC unroll 16
      for (std::ptrdiff_t i = 0; i < w; ++i) {
        if (!Whole && i >= x.n)
          rows[i] = kernel::broadcast<T>(T(0));  // padding: nothing is read
        else
          rows[i] = n == w ? kernel::load<T>(p + i * step + c) : kernel::load_first<T>(p + i * step + c, n);
      }
      kernel::transpose<T>(rows);
#pragma GCC unroll 16
      for (std::ptrdiff_t i = 0; i < n; ++i) result.keys[c + i] = rows[i];
    }
    return result;
  }
  template <class Op, class R, class... Children>
  TENON_INLINE auto turned(applied<Op, R, Children...> const& x) const {
    return with_operands(x, *this, std::index_sequence_for<Children...>{});
  }
};

TENON_ISA_END
}  // namespace tenon::schedule
