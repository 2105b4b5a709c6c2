// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Leaves of a score function that lie along the keys while queries stand in lanes (a bias [seq, key], say): read by
// rows and transposed into the tile of scores, just before the scores overwrite them, instead of an element at a time.

#include <utility>

#include <tenon/kernel/turn.hpp>

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

/// Such a leaf after it was turned into the tile of scores, whose keys are LD elements apart and begin with `first`.
template <class T, std::ptrdiff_t LD>
struct turned_leaf {
  using value_type = T;
  T const* p;
  std::ptrdiff_t first;
  static constexpr bool varies(std::size_t) { return true; }
  template <class At, class Acc>
  TENON_INLINE vec<T> read(At const& here, Acc const&) const {
    return kernel::load<T>(p + (here.i - first) * LD);
  }
};

/// Is there a leaf of T in the tree that is contiguous along K, and varies along Q in larger steps?
template <class T, std::size_t Q, std::size_t K, class Tree>
inline constexpr bool lies_along_keys = false;
template <class T, std::size_t Q, std::size_t K, std::ptrdiff_t... S>
inline constexpr bool lies_along_keys<T, Q, K, leaf<T, S...>> =
    leaf<T, S...>::stride[K] == 1 && leaf<T, S...>::stride[Q] != 0 && leaf<T, S...>::stride[Q] != 1;
template <class T, std::size_t Q, std::size_t K, class Leaf, bool Whole>
inline constexpr bool lies_along_keys<T, Q, K, lane_leaf<Leaf, Whole>> = lies_along_keys<T, Q, K, Leaf>;
template <class T, std::size_t Q, std::size_t K, class Op, class R, class... Children>
inline constexpr bool lies_along_keys<T, Q, K, applied<Op, R, Children...>> = (lies_along_keys<T, Q, K, Children> ||
                                                                               ...);

/// The first such leaf of a tree bound to a group of lanes: the tile of scores has room for one. Others are read an
/// element at a time.
template <class T, std::size_t Q, std::size_t K>
struct key_leaf {
  template <class Tree>
  static constexpr bool in = lies_along_keys<T, Q, K, Tree>;

  /// Reads it for n keys from k on into to[key·LD + lane].
  template <std::ptrdiff_t LD, class Leaf, bool Whole>
  TENON_INLINE static void turn(lane_leaf<Leaf, Whole> const& x, std::ptrdiff_t k, std::ptrdiff_t n, T* to) {
    kernel::turn_keys<T, Leaf::stride[Q], LD>(x.at_lanes.p + k, Whole ? kernel::lanes<T> : x.n, n, to);
  }
  template <std::ptrdiff_t LD, class Op, class R, class... Children>
  TENON_INLINE static void turn(applied<Op, R, Children...> const& x, std::ptrdiff_t k, std::ptrdiff_t n, T* to) {
    turn<LD>(get<first<Children...>()>(x.children), k, n, to);
  }

  /// The tree with what `turn` wrote in its place.
  template <class Leaf, bool Whole, class Turned>
  TENON_INLINE static Turned replace(lane_leaf<Leaf, Whole> const&, Turned const& by) {
    return by;
  }
  template <class Op, class R, class... Children, class Turned>
  TENON_INLINE static auto replace(applied<Op, R, Children...> const& x, Turned const& by) {
    return rebuilt(x, by, std::index_sequence_for<Children...>{});
  }

 private:
  template <class... Children>
  static constexpr std::size_t first() {
    std::size_t at = 0;
    static_cast<void>(((in<Children> ? true : (++at, false)) || ...));
    return at;
  }
  template <bool Here, class Tree, class Turned>
  TENON_INLINE static auto at_place(Tree const& tree, Turned const& by) {
    if constexpr (Here)
      return replace(tree, by);
    else
      return tree;
  }
  template <class Op, class R, class... Children, class Turned, std::size_t... I>
  TENON_INLINE static auto rebuilt(applied<Op, R, Children...> const& x, Turned const& by, std::index_sequence<I...>) {
    constexpr std::size_t here = first<Children...>();
    using children = pack<decltype(at_place<I == here>(get<I>(x.children), by))...>;
    return applied<Op, R, decltype(at_place<I == here>(get<I>(x.children), by))...>{
        x.op, children{std::in_place, at_place<I == here>(get<I>(x.children), by)...}};
  }
};

TENON_ISA_END
}  // namespace tenon::schedule
