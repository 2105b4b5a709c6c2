// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Which values are boundaries: nodes that a loop cannot compute point by point, and elementwise nodes that are used
// more than once and cost more than a load. Decided from types alone; pointers confirm at run time.

#include <type_traits>

#include <tenon/expr/node.hpp>
#include <tenon/expr/op.hpp>

namespace tenon {

/// Evaluation policy: one fused plan.
struct fused {};
/// Evaluation policy: the same tree node by node, every intermediate value stored.
struct unfused {};

namespace schedule {

/// How an expression is evaluated, the expression it is part of, the node that the step at hand computes, and the panel
/// levels (bits) at which values that are used more than once are computed block by block too.
template <class Mode, class Root, class Owner = Root, unsigned SharedLevels = 0>
struct policy {
  static constexpr bool is_fused = std::is_same_v<Mode, fused>;
  static constexpr unsigned shared_levels = SharedLevels;
  using root = Root;
  using owner = Owner;
  template <class E>
  using within = policy<Mode, Root, E, SharedLevels>;
};

/// What the schedule distinguishes among nodes.
enum class node_kind { leaf, constant, position, elementwise, view, transparent, boundary };

template <class E>
inline constexpr node_kind kind_of = node_kind::boundary;
template <class T, class S, class St>
inline constexpr node_kind kind_of<node::borrowed<T, S, St>> = node_kind::leaf;
template <class T, class... A>
inline constexpr node_kind kind_of<node::held<T, A...>> = node_kind::leaf;
template <class T>
inline constexpr node_kind kind_of<node::constant<T>> = node_kind::constant;
template <class Tag>
inline constexpr node_kind kind_of<node::positions<Tag>> = node_kind::position;
template <class Op, class T, class S, class... E>
inline constexpr node_kind kind_of<node::mapped<Op, T, S, E...>> = node_kind::elementwise;
template <class K, class S, class E>
inline constexpr node_kind kind_of<node::viewed<K, S, E>> = node_kind::view;
template <class E>
inline constexpr node_kind kind_of<node::unchecked<E>> = node_kind::transparent;

/// Operations that cost no more than reading a stored result back.
template <class Op>
inline constexpr bool is_cheap_op =
    !(std::is_same_v<Op, op::exp> || std::is_same_v<Op, op::log> || std::is_same_v<Op, op::sqrt> ||
      std::is_same_v<Op, op::rsqrt> || std::is_same_v<Op, op::tanh> || std::is_same_v<Op, op::sigmoid> ||
      std::is_same_v<Op, op::silu> || std::is_same_v<Op, op::gelu> || std::is_same_v<Op, op::gelu_tanh> ||
      std::is_same_v<Op, op::erf> || std::is_same_v<Op, op::pow> || std::is_same_v<Op, op::divide>);
template <class F>
inline constexpr bool is_cheap_op<op::call<F>> = false;

/// Cheap to compute again: arithmetic on leaves.
template <class E>
inline constexpr bool is_cheap = kind_of<E> != node_kind::boundary;
template <class Op, class T, class S, class... E>
inline constexpr bool is_cheap<node::mapped<Op, T, S, E...>> = is_cheap_op<Op> && (is_cheap<E> && ...);
template <class K, class S, class E>
inline constexpr bool is_cheap<node::viewed<K, S, E>> = is_cheap<E>;
template <class E>
inline constexpr bool is_cheap<node::unchecked<E>> = is_cheap<E>;

template <class Pack>
struct operands_of_pack;

/// How many times a type of sub-expression occurs in a tree.
template <class Part, class E>
struct occurrences;
template <class Part, class Operands>
struct occurrences_in;
template <class Part, class... E>
struct occurrences_in<Part, pack<E...>> {
  static constexpr int value = (0 + ... + occurrences<Part, E>::value);
};
template <class Part, class E>
struct occurrences {
  static constexpr int count() {
    if constexpr (std::is_same_v<Part, E>)
      return 1;
    else if constexpr (requires { &E::operands; })
      return occurrences_in<Part, decltype(E::operands)>::value;
    else
      return 0;
  }
  static constexpr int value = count();
};

/// A part of what the step computes that is used nowhere else: once in the step, and only as often in all as the step
/// is.
template <class Part, class Policy>
inline constexpr bool is_private = std::is_same_v<Part, typename Policy::owner> ||
                                   (occurrences<Part, typename Policy::owner>::value == 1 &&
                                    occurrences<Part, typename Policy::root>::value ==
                                        occurrences<typename Policy::owner, typename Policy::root>::value);

/// Used more than once and dear: stored, so that it is computed exactly once.
template <class E, class Policy>
inline constexpr bool is_shared = [] {
  if constexpr (kind_of<E> == node_kind::elementwise && !is_cheap<E> && E::free_axes::size == 0)
    return !is_private<E, Policy>;
  else
    return false;
}();

/// Elementwise and dear, also seen through views.
template <class E>
inline constexpr bool is_dear = kind_of<E> == node_kind::elementwise && !is_cheap<E> && E::free_axes::size == 0;
template <class K, class S, class E>
inline constexpr bool is_dear<node::viewed<K, S, E>> = is_dear<E>;
template <class E>
inline constexpr bool is_dear<node::unchecked<E>> = is_dear<E>;

/// Dear, and smaller than what stands around it: stored, so that it is not computed again along the axes it lacks.
template <class E, class Around>
inline constexpr bool is_repeated = is_dear<E>&& E::shape_type::size < Around::size;

/// Stored before the loop that reads it.
template <class E, class Policy>
inline constexpr bool is_boundary = kind_of<E> == node_kind::boundary || is_shared<E, Policy> ||
                                    (!Policy::is_fused && kind_of<E> == node_kind::elementwise);

}  // namespace schedule
}  // namespace tenon
