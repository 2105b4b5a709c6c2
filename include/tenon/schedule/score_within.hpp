// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A score function of queries and keys whose numbers are known only at run time: beyond them everything is masked, and
// masks decide which tiles are computed at all.

#include <limits>
#include <utility>

#include <tenon/schedule/lengths.hpp>
#include <tenon/schedule/score.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

/// The index along one of the loops.
template <std::size_t Axis, class Sequence = std::make_index_sequence<max_rank>>
struct loop_index;
template <std::size_t Axis, std::size_t... I>
struct loop_index<Axis, std::index_sequence<I...>> {
  using type = index_leaf<(I == Axis ? 1 : 0)...>;
};

template <class T, std::size_t Q, std::size_t K, unsigned Bounded, class Tree>
struct score_within {
  using tree = Tree;
  template <class Lengths>
  TENON_INLINE static tree of(Tree const& score, Lengths const&) {
    return score;
  }
};

template <class T, std::size_t Q, std::size_t K, unsigned Bounded, class Tree>
  requires(Bounded != 0)
struct score_within<T, Q, K, Bounded, Tree> {
  template <std::size_t Axis>
  static constexpr bool bounds = loop_lengths<Bounded>::template bounds<Axis>;
  template <std::size_t Axis>
  using before_end = applied<op::less, bool, typename loop_index<Axis>::type, fixed<int>>;
  using both = applied<op::logical_and, bool, before_end<Q>, before_end<K>>;
  using mask =
      std::conditional_t<bounds<Q> && bounds<K>, both, std::conditional_t<bounds<K>, before_end<K>, before_end<Q>>>;
  static constexpr bool masks = bounds<Q> || bounds<K>;
  using tree = std::conditional_t<masks, applied<op::where, T, mask, Tree, fixed<T>>, Tree>;

  template <class Lengths>
  TENON_INLINE static tree of(Tree const& score, Lengths const& lengths) {
    if constexpr (!masks) {
      return score;
    } else {
      auto const hidden = fixed<T>{-std::numeric_limits<T>::infinity()};
      return {op::where{}, pack<mask, Tree, fixed<T>>{std::in_place, visible(lengths), score, hidden}};
    }
  }

 private:
  template <class Lengths>
  TENON_INLINE static mask visible(Lengths const& lengths) {
    if constexpr (bounds<Q> && bounds<K>)
      return {op::logical_and{}, pack<before_end<Q>, before_end<K>>{std::in_place, one<Q>(lengths), one<K>(lengths)}};
    else if constexpr (bounds<K>)
      return one<K>(lengths);
    else
      return one<Q>(lengths);
  }
  template <std::size_t Axis, class Lengths>
  TENON_INLINE static before_end<Axis> one(Lengths const& lengths) {
    using index = typename loop_index<Axis>::type;
    auto const end = static_cast<int>(lengths.template end<Axis>(std::numeric_limits<int>::max()));
    return {op::less{}, pack<index, fixed<int>>{std::in_place, index{0}, fixed<int>{end}}};
  }
};

TENON_ISA_END
}  // namespace tenon::schedule
