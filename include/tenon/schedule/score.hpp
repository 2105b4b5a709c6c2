// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The score function between two products, from the tree: staged so that what depends on the query alone is computed
// once for a group of lanes, and bounded over boxes of queries and keys so that tiles a mask rules out are never
// computed.

#include <algorithm>
#include <limits>

#include <tenon/kernel/attention_plan.hpp>
#include <tenon/schedule/score_tile.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

using kernel::visibility;

/// Queries [q0, q1) and keys [k0, k1).
struct score_box {
  std::ptrdiff_t q0, q1, k0, k1;
};

/// What an integer expression can be over a box; `known` false: anything.
struct bounds {
  bool known = false;
  std::ptrdiff_t low = 0;
  std::ptrdiff_t high = 0;

  bool always() const { return known && low != 0; }
  bool never() const { return known && high == 0; }
  static bounds truth(bool can_be_false, bool can_be_true) { return {true, can_be_false ? 0 : 1, can_be_true ? 1 : 0}; }
};

/// Interval arithmetic on a tree of integers and truth values.
template <std::size_t Q, std::size_t K>
struct interval {
  template <class T, std::ptrdiff_t... S>
  static bounds of(leaf<T, S...> const& x, score_box const&) {
    // One value for the whole box, such as a length, is known once it is read.
    if constexpr (leaf<T, S...>::stride[Q] == 0 && leaf<T, S...>::stride[K] == 0 && std::is_integral_v<T>)
      return {true, static_cast<std::ptrdiff_t>(*x.p), static_cast<std::ptrdiff_t>(*x.p)};
    else
      return {};
  }
  template <std::ptrdiff_t... S>
  static bounds of(index_leaf<S...> const& x, score_box const& b) {
    constexpr std::ptrdiff_t sq = index_leaf<S...>::stride[Q], sk = index_leaf<S...>::stride[K];
    std::ptrdiff_t const first = x.base + sq * b.q0 + sk * b.k0;
    return {true, first, first + sq * (b.q1 - 1 - b.q0) + sk * (b.k1 - 1 - b.k0)};
  }
  template <class T>
  static bounds of(fixed<T> const& x, score_box const&) {
    if constexpr (std::is_integral_v<T>)
      return {true, static_cast<std::ptrdiff_t>(x.value), static_cast<std::ptrdiff_t>(x.value)};
    else
      return {};
  }
  template <class T>
  static bounds of(accumulator<T> const&, score_box const&) {
    return {};
  }
  template <class Op, class T, class A>
  static bounds of(applied<Op, T, A> const& x, score_box const& box) {
    bounds const a = of(get<0>(x.children), box);
    if (!a.known) return {};
    if constexpr (std::is_same_v<Op, op::negate>) return {true, -a.high, -a.low};
    if constexpr (std::is_same_v<Op, op::abs>)
      return {true, std::max<std::ptrdiff_t>({a.low, -a.high, 0}), std::max(a.high, -a.low)};
    if constexpr (std::is_same_v<Op, op::logical_not>) return bounds::truth(a.high != 0, a.low == 0);
    return {};
  }
  template <class Op, class T, class A, class B>
  static bounds of(applied<Op, T, A, B> const& x, score_box const& box) {
    bounds const a = of(get<0>(x.children), box), b = of(get<1>(x.children), box);
    if constexpr (std::is_same_v<Op, op::logical_and>) {
      if (a.never() || b.never()) return {true, 0, 0};
      if (a.always() && b.always()) return {true, 1, 1};
      return {true, 0, 1};
    } else if constexpr (std::is_same_v<Op, op::logical_or>) {
      if (a.always() || b.always()) return {true, 1, 1};
      if (a.never() && b.never()) return {true, 0, 0};
      return {true, 0, 1};
    } else {
      if (!a.known || !b.known) return {};
      if constexpr (std::is_same_v<Op, op::add>) return {true, a.low + b.low, a.high + b.high};
      if constexpr (std::is_same_v<Op, op::subtract>) return {true, a.low - b.high, a.high - b.low};
      if constexpr (std::is_same_v<Op, op::multiply>) {
        auto const [low, high] = std::minmax({a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high});
        return {true, low, high};
      }
      if constexpr (std::is_same_v<Op, op::divide>) {
        if (b.low != b.high || b.low <= 0) return {};
        return {true, a.low / b.low, a.high / b.low};
      }
      if constexpr (std::is_same_v<Op, op::maximum>) return {true, std::max(a.low, b.low), std::max(a.high, b.high)};
      if constexpr (std::is_same_v<Op, op::minimum>) return {true, std::min(a.low, b.low), std::min(a.high, b.high)};
      if constexpr (std::is_base_of_v<op::less, Op>) return bounds::truth(a.high >= b.low, a.low < b.high);
      if constexpr (std::is_same_v<Op, op::less_equal>) return bounds::truth(a.high > b.low, a.low <= b.high);
      if constexpr (std::is_same_v<Op, op::greater>) return bounds::truth(a.low <= b.high, a.high > b.low);
      if constexpr (std::is_same_v<Op, op::greater_equal>) return bounds::truth(a.low < b.high, a.high >= b.low);
      if constexpr (std::is_same_v<Op, op::equal>)
        return bounds::truth(a.low != a.high || b.low != b.high || a.low != b.low, a.low <= b.high && b.low <= a.high);
      if constexpr (std::is_same_v<Op, op::not_equal>)
        return bounds::truth(a.low <= b.high && b.low <= a.high, a.low != a.high || b.low != b.high || a.low != b.low);
      return {};
    }
  }
  template <class Op, class T, class A, class B, class D>
  static bounds of(applied<Op, T, A, B, D> const& x, score_box const& box) {
    if constexpr (std::is_same_v<Op, op::where>) {
      bounds const c = of(get<0>(x.children), box), a = of(get<1>(x.children), box), b = of(get<2>(x.children), box);
      if (c.always()) return a;
      if (c.never()) return b;
      if (a.known && b.known) return {true, std::min(a.low, b.low), std::max(a.high, b.high)};
    }
    return {};
  }
  template <class Op, class T, class... A>
  static bounds of(applied<Op, T, A...> const&, score_box const&) {
    return {};
  }
};

template <class Tree>
inline constexpr bool is_fixed = false;
template <class T>
inline constexpr bool is_fixed<fixed<T>> = true;

/// Can the score be minus infinity on a box: everywhere, nowhere (and every mask with a constant other side holds), or
/// who knows.
template <std::size_t Q, std::size_t K>
struct visible_part {
  template <class Tree>
  static visibility of(Tree const& tree, score_box const& box) {
    return look(tree, box);
  }

 private:
  template <class T>
  static visibility look(fixed<T> const& x, score_box const&) {
    if constexpr (std::is_floating_point_v<T>)
      return x.value == -std::numeric_limits<T>::infinity() ? visibility::none : visibility::all;
    else
      return visibility::all;
  }
  template <class T, std::ptrdiff_t... S>
  static visibility look(leaf<T, S...> const&, score_box const&) {
    return visibility::all;
  }
  template <std::ptrdiff_t... S>
  static visibility look(index_leaf<S...> const&, score_box const&) {
    return visibility::all;
  }
  template <class T>
  static visibility look(accumulator<T> const&, score_box const&) {
    return visibility::all;
  }
  template <class T, class M, class A, class B>
  static visibility look(applied<op::where, T, M, A, B> const& x, score_box const& box) {
    bounds const m = interval<Q, K>::of(get<0>(x.children), box);
    visibility const a = look(get<1>(x.children), box), b = look(get<2>(x.children), box);
    if (a == visibility::none && b == visibility::none) return visibility::none;
    // A side that is a constant is what a mask leaves: where it is not wanted the mask may be dropped.
    if constexpr (is_fixed<B>) {
      if (m.always()) return a;
      return m.never() && b == visibility::none ? visibility::none : visibility::some;
    } else if constexpr (is_fixed<A>) {
      if (m.never()) return b;
      return m.always() && a == visibility::none ? visibility::none : visibility::some;
    } else {
      if (m.always() && a == visibility::none) return visibility::none;
      if (m.never() && b == visibility::none) return visibility::none;
      return a == visibility::all && b == visibility::all ? visibility::all : visibility::some;
    }
  }
  template <class Op, class T, class A, class B>
  static visibility look(applied<Op, T, A, B> const& x, score_box const& box) {
    visibility const a = look(get<0>(x.children), box), b = look(get<1>(x.children), box);
    if (a == visibility::all && b == visibility::all) return visibility::all;
    bool const a_none = a == visibility::none, b_none = b == visibility::none;
    // Minus infinity stays what it is in a sum, less something, and times something positive.
    bool none = false;
    if constexpr (std::is_same_v<Op, op::add>)
      none = a_none || b_none;
    else if constexpr (std::is_same_v<Op, op::subtract>)
      none = a_none;
    else if constexpr (std::is_same_v<Op, op::multiply>)
      none = (a_none && is_positive(get<1>(x.children))) || (b_none && is_positive(get<0>(x.children)));
    else if constexpr (std::is_same_v<Op, op::divide>)
      none = a_none && is_positive(get<1>(x.children));
    return none ? visibility::none : visibility::some;
  }
  template <class Op, class T, class... A>
  static visibility look(applied<Op, T, A...> const& x, score_box const& box) {
    bool const all =
        unpack(x.children, [&box](auto const&... c) { return ((look(c, box) == visibility::all) && ...); });
    return all ? visibility::all : visibility::some;
  }
  template <class X>
  static bool is_positive(X const& x) {
    if constexpr (is_fixed<X>)
      return x.value > 0;
    else
      return false;
  }
};

/// Can anything but a finite product come out of the tree?
template <class Tree>
inline constexpr bool may_mask = !is_accumulator<Tree>;
template <class T>
inline constexpr bool may_mask<fixed<T>> = false;
template <class T, std::ptrdiff_t... S>
inline constexpr bool may_mask<leaf<T, S...>> = std::is_floating_point_v<T>;
template <std::ptrdiff_t... S>
inline constexpr bool may_mask<index_leaf<S...>> = false;
template <class Op, class T, class... A>
inline constexpr bool may_mask<applied<Op, T, A...>> =
    (may_mask<A> || ...) ||
    !(std::is_same_v<Op, op::add> || std::is_same_v<Op, op::subtract> || std::is_same_v<Op, op::multiply> ||
      std::is_same_v<Op, op::tanh> || is_cast_op<Op> || std::is_same_v<Op, op::negate> || std::is_same_v<Op, op::abs>);

/// Is there a choice in the tree, as masks are?
template <class Tree>
inline constexpr bool chooses = false;
template <class Op, class T, class... A>
inline constexpr bool chooses<applied<Op, T, A...>> = std::is_same_v<Op, op::where> || (chooses<A> || ...);

/// Partial evaluation for one group of queries: `Drop` also removes masks known to hold. `elements` are the lanes that
/// hold queries of this group alone.
template <class C, std::size_t Q, std::size_t K, bool Drop, bool Whole>
struct stage {
  std::ptrdiff_t q;
  int n;
  lane_range elements;

  template <class Tree>
  TENON_INLINE auto operator()(Tree const& tree) const {
    if constexpr (has_accumulator<Tree> || Tree::varies(K))
      return deeper(tree);
    else
      return staged<typename Tree::value_type, decltype(now(tree))>{now(tree)};
  }

 private:
  template <class Tree>
  TENON_INLINE auto now(Tree const& tree) const {
    if constexpr (Whole) {
      return tree.read(at<C, Q, K>{0, q, n}, nothing_to_accumulate{});
    } else {
      if (n == C::width) return tree.read(at_some<C, Q, K>{{0, q, n}, elements}, nothing_to_accumulate{});
      return tree.read(at<C, Q, K, false>{0, q, n}, nothing_to_accumulate{});
    }
  }
  struct nothing_to_accumulate {};

  template <class T, std::ptrdiff_t... S>
  TENON_INLINE auto deeper(leaf<T, S...> x) const {
    if constexpr (leaf<T, S...>::stride[Q] == 0) {
      return x;
    } else {
      x.template advance<Q>(q);
      return lane_leaf<leaf<T, S...>, Whole>{x, n};
    }
  }
  template <std::ptrdiff_t... S>
  TENON_INLINE auto deeper(index_leaf<S...> x) const {
    x.template advance<Q>(q);
    return x;
  }
  template <class T>
  TENON_INLINE auto deeper(accumulator<T> const& x) const {
    return x;
  }
  template <class T, class A>
  TENON_INLINE auto deeper(applied<op::tanh, T, A> const& x) const {
    using child = decltype((*this)(get<0>(x.children)));
    return applied<short_tanh, T, child>{short_tanh{}, pack<child>{std::in_place, (*this)(get<0>(x.children))}};
  }
  template <class T, class M, class A, class B>
  TENON_INLINE auto deeper(applied<op::where, T, M, A, B> const& x) const {
    if constexpr (Drop && is_fixed<B>)
      return (*this)(get<1>(x.children));
    else if constexpr (Drop && is_fixed<A>)
      return (*this)(get<2>(x.children));
    else
      return chosen(x);
  }
  /// What is known of a box was asked of the two sides; inside the condition nothing is.
  template <class T, class M, class A, class B>
  TENON_INLINE auto chosen(applied<op::where, T, M, A, B> const& x) const {
    stage<C, Q, K, false, Whole> const all{q, n, elements};
    using mask_type = decltype(all(get<0>(x.children)));
    using a_type = decltype((*this)(get<1>(x.children)));
    using b_type = decltype((*this)(get<2>(x.children)));
    return applied<op::where, T, mask_type, a_type, b_type>{
        x.op, pack<mask_type, a_type, b_type>{std::in_place, all(get<0>(x.children)), (*this)(get<1>(x.children)),
                                              (*this)(get<2>(x.children))}};
  }
  template <class Op, class T, class... A>
  TENON_INLINE auto deeper(applied<Op, T, A...> const& x) const {
    return with_operands(x, *this, std::index_sequence_for<A...>{});
  }
};

/// The score function that the attention kernel calls: loop axis Q in lanes, loop axis K in steps.
template <class T, std::size_t Q, std::size_t K, std::ptrdiff_t Queries, class Tree>
struct score_function {
  using C = vector_lanes<T>;
  static constexpr bool masked = may_mask<Tree>;
  static constexpr bool heavy = is_heavy<Tree>;
  using along_keys = key_leaf<T, Q, K>;
  static constexpr bool turns = along_keys::template in<Tree>;
  static constexpr bool whole = Queries % C::width == 0;
  Tree tree;

  visibility visible(std::ptrdiff_t q0, std::ptrdiff_t q1, std::ptrdiff_t k0, std::ptrdiff_t k1) const {
    return visible_part<Q, K>::of(tree, {q0, std::min(q1, Queries), k0, k1});
  }

  template <class Tree2>
  struct bound {
    Tree2 tree;
    lane_range elements;
    TENON_INLINE vec<T> operator()(vec<T> s, std::ptrdiff_t k) const {
      if constexpr (whole)
        return tree.read(at<C, Q, K>{k, 0, 0}, s);
      else
        return tree.read(at_some<C, Q, K>{{k, 0, 0}, elements}, s);
    }
    /// Writes what lies along the keys, for n of them from k on, to `to`, as scores are stored.
    template <std::ptrdiff_t LD>
    TENON_INLINE void turn(std::ptrdiff_t k, std::ptrdiff_t n, T* to) const {
      if constexpr (along_keys::template in<Tree2>) along_keys::template turn<LD>(tree, k, n, to);
    }
    /// The same function, which reads that again from there.
    template <std::ptrdiff_t LD>
    TENON_INLINE auto turned(T const* from, std::ptrdiff_t k) const {
      if constexpr (along_keys::template in<Tree2>) {
        turned_leaf<T, LD> const by{from, k};
        return bound<decltype(along_keys::replace(tree, by))>{along_keys::replace(tree, by), elements};
      } else {
        return *this;
      }
    }
  };

  template <class V, bool AllVisible>
  TENON_INLINE auto lanes(std::ptrdiff_t q) const {
    int const n = static_cast<int>(std::min<std::ptrdiff_t>(C::width, Queries - q));
    // A last group that begins earlier, so as to be whole, repeats queries of the group before it.
    int const repeated = q % C::width == 0 ? 0 : static_cast<int>(C::width - Queries % C::width);
    lane_range const elements{repeated, n};
    stage<C, Q, K, AllVisible, whole> const bind{q, n, elements};
    return bound<decltype(bind(tree))>{bind(tree), elements};
  }
};

TENON_ISA_END
}  // namespace tenon::schedule
