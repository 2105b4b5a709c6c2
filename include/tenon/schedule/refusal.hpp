// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Why a product of weights and values is not streamed, in words for `describe`: an attention that has all its parts,
// and what stands between them.

#include <type_traits>

#include <tenon/schedule/find.hpp>

namespace tenon::schedule {

/// Was the rest of an attention found, and what keeps it from being streamed (null: nothing does)?
struct refusal {
  bool found = false;
  char const* why = nullptr;
};

template <class E>
inline constexpr bool is_materialized = false;
template <class E>
inline constexpr bool is_materialized<node::materialized<E>> = true;

/// Looks for a softmax, and below it (`Scores`) for a product, through everything that keeps them from being streamed.
template <class E, class Policy, bool Scores>
constexpr refusal seek();

template <class Policy, bool Scores, class... E>
constexpr refusal seek_among(pack<E...> const*) {
  refusal first;
  (void)((first = seek<E, Policy, Scores>(), first.found) || ...);
  return first;
}

template <class E, class Policy, bool Scores>
constexpr refusal seek() {
  constexpr char const* shared = "a value between the two products is used more than once, so it is stored";
  if constexpr (is_product<E> && Scores) {
    return {true, is_private<E, Policy> ? nullptr : shared};
  } else if constexpr ((is_softmax<E> && !Scores) || is_materialized<E> || kind_of<E> == node_kind::elementwise ||
                       kind_of<E> == node_kind::view || kind_of<E> == node_kind::transparent) {
    refusal below = seek_among < Policy,
            Scores || is_softmax < E >> (static_cast<decltype(E::operands) const*>(nullptr));
    if (!below.found) return {};
    if constexpr (is_materialized<E>)
      below.why = "materialize asks for a value between the two products to be stored";
    else if constexpr ((is_softmax<E> && !is_private<E, Policy>) || is_shared<E, Policy>)
      below.why = shared;
    else if constexpr (kind_of<E> == node_kind::elementwise && !Scores)
      below.why = "the weights are changed between the softmax and the sum over the keys";
    else if constexpr (kind_of<E> == node_kind::view && !is_keeping_view<E>)
      below.why = "axes are split, merged, cut or repeated between the two products";
    return below;
  } else {
    return {};
  }
}

/// For a product that is not streamed: is it an attention, and why is it refused?
template <class E, class Policy>
constexpr char const* reason_to_store() {
  if constexpr (Policy::is_fused && is_product<E>) {
    constexpr refusal a = seek<typename contraction<E>::A, Policy, false>();
    if constexpr (a.found) return a.why;
    return seek<typename contraction<E>::B, Policy, false>().why;
  } else {
    return nullptr;
  }
}

}  // namespace tenon::schedule
