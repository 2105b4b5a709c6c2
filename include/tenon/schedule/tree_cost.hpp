// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What a lowered tree costs at each point of its loop: cycles of a vector, operations and bytes of an element.

#include <tenon/kernel/estimate.hpp>
#include <tenon/schedule/tree.hpp>
#include <tenon/schedule/views.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

/// Cycles of one vector, by the number of instructions on the busiest ports (and measured for the functions).
template <class Op>
inline constexpr double op_cycles = 0.5;
template <>
inline constexpr double op_cycles<op::divide> = 2.5;
template <>
inline constexpr double op_cycles<op::sqrt> = 4.5;
template <>
inline constexpr double op_cycles<op::rsqrt> = 7;
template <>
inline constexpr double op_cycles<op::exp> = 6;
template <>
inline constexpr double op_cycles<op::log> = 8;
template <>
inline constexpr double op_cycles<op::tanh> = 9;
template <>
inline constexpr double op_cycles<op::sigmoid> = 7;
template <>
inline constexpr double op_cycles<op::silu> = 7;
template <>
inline constexpr double op_cycles<op::gelu_tanh> = 9;
template <>
inline constexpr double op_cycles<op::erf> = 14;
template <>
inline constexpr double op_cycles<op::gelu> = 15;
template <>
inline constexpr double op_cycles<op::pow> = 25;
template <class F>
inline constexpr double op_cycles<op::call<F>> = 4;

struct tree_cost {
  double cycles = 0;      ///< of a vector, loads included
  double operations = 0;  ///< of an element
  double bytes = 0;       ///< all that the leaves hold
  constexpr tree_cost operator+(tree_cost const& o) const {
    return {cycles + o.cycles, operations + o.operations, bytes + o.bytes};
  }
};

/// Bytes of a leaf over a loop space: what it is broadcast along is read once.
template <class Leaf>
constexpr double leaf_bytes(layout const& space) {
  double n = 1;
  for (std::size_t a = 0; a < space.rank; ++a)
    if (Leaf::stride[a] != 0) n *= static_cast<double>(space.extent[a]);
  return n * static_cast<double>(sizeof(typename Leaf::value_type));
}

template <class Tree>
struct cost_of_tree {
  static constexpr tree_cost in(layout const&) { return {}; }
};
template <class T, std::ptrdiff_t... S>
struct cost_of_tree<leaf<T, S...>> {
  static constexpr tree_cost in(layout const& space) { return {0.5, 0, leaf_bytes<leaf<T, S...>>(space)}; }
};
template <class Op, class T, class... Children>
struct cost_of_tree<applied<Op, T, Children...>> {
  static constexpr tree_cost in(layout const& space) {
    return (tree_cost{op_cycles<Op>, 1, 0} + ... + cost_of_tree<Children>::in(space));
  }
};

/// How often a step of a panel runs: as many times as the whole has panels.
template <class Axes, class Panel>
constexpr double panels_of(layout const& of_panel) {
  double whole = 1, one = 1;
  layout const all = layout_from<extents_of<Axes>>::contiguous();
  for (std::size_t a = 0; a < all.rank; ++a) {
    whole *= static_cast<double>(all.extent[a]);
    one *= static_cast<double>(of_panel.extent[a]);
  }
  return whole / one;
}

TENON_ISA_END
}  // namespace tenon::schedule
