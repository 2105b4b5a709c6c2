// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The tanh of a soft cap stands right around the product of queries and keys. It is taken out of the score function, to
// be computed for several vectors in step, and its factor joins the scale of the queries.

#include <utility>

#include <tenon/schedule/score.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

template <class T, class Tree>
inline constexpr bool has_inner_tanh = false;
template <class T, class Op, class R, class... Children>
inline constexpr bool has_inner_tanh<T, applied<Op, R, Children...>> = (has_inner_tanh<T, Children> || ...);
template <class T>
inline constexpr bool has_inner_tanh<T, applied<op::tanh, T, accumulator<T>>> = true;

/// Replaces it by its operand.
template <class T>
struct without_inner_tanh {
  template <class Tree>
  TENON_INLINE auto operator()(Tree const& tree) const {
    if constexpr (has_inner_tanh<T, Tree>)
      return deeper(tree);
    else
      return tree;
  }

 private:
  TENON_INLINE auto deeper(applied<op::tanh, T, accumulator<T>> const& x) const { return get<0>(x.children); }
  template <class Op, class R, class... Children>
  TENON_INLINE auto deeper(applied<Op, R, Children...> const& x) const {
    return with_operands(x, *this, std::index_sequence_for<Children...>{});
  }
};

/// The product alone: one function for any extents, so that its loop nests are compiled once.
template <class T>
struct product_score : kernel::plain_score {
  static constexpr T scale = T(1);
  explicit product_score(accumulator<T> const&) {}
};

/// The score function of a tree, split so if what remains is short.
template <class T, std::size_t Q, std::size_t K, std::ptrdiff_t Queries, class Tree>
struct split_score : score_function<T, Q, K, Queries, Tree> {
  static constexpr T scale = T(1);
  explicit split_score(Tree const& t) : score_function<T, Q, K, Queries, Tree>{t} {}
};
template <class T, class Tree>
using outer_tree = decltype(without_inner_tanh<T>{}(std::declval<Tree const&>()));

template <class T, std::size_t Q, std::size_t K, std::ptrdiff_t Queries, class Tree>
  requires(has_inner_tanh<T, Tree> && !is_heavy<outer_tree<T, Tree>>)
struct split_score<T, Q, K, Queries, Tree> : score_function<T, Q, K, Queries, outer_tree<T, Tree>> {
  static constexpr T scale = kernel::tanh_exp2_scale<T>;
  explicit split_score(Tree const& t)
      : score_function<T, Q, K, Queries, outer_tree<T, Tree>>{without_inner_tanh<T>{}(t)} {}

  template <kernel::isize N>
  TENON_INLINE static void inner(vec<T> (&x)[N]) {
    kernel::tanh_exp2<T>(x);
  }
};

TENON_ISA_END
}  // namespace tenon::schedule
