// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A panel is a block of some axes of a value: static lengths, origins known at run time. Here: which axes of a
// sub-expression a panel of the whole restricts, so that it too is computed block by block.

#include <cstddef>
#include <utility>

#include <tenon/schedule/lengths.hpp>
#include <tenon/schedule/views.hpp>

namespace tenon::schedule {

/// For each level, the restricted axis (−1: none) and its length.
template <int Axis0, int Length0, int Axis1, int Length1>
struct panel {
  static constexpr int axis[max_levels] = {Axis0, Axis1};
  static constexpr int length[max_levels] = {Length0, Length1};
  static constexpr bool restricts = Axis0 >= 0 || Axis1 >= 0;
  /// Bit l: depends on the origin of level l.
  static constexpr unsigned levels = (Axis0 >= 0 ? 1u : 0u) | (Axis1 >= 0 ? 2u : 0u);
};
using whole = panel<-1, 0, -1, 0>;

/// The views between a step's loops and its value: the panel's windows.
template <class Axes, class Panel>
struct root_links {
  template <int Level>
  static constexpr auto window() {
    if constexpr (Panel::axis[Level] >= 0)
      return chain<link<
          windowed<static_cast<std::size_t>(Panel::axis[Level]), static_cast<std::size_t>(Panel::length[Level]), Level>,
          extents_of<Axes>>>{};
    else
      return chain<>{};
  }
  template <class... A, class... B>
  static constexpr chain<A..., B...> join(chain<A...>, chain<B...>) {
    return {};
  }
  using type = decltype(join(window<0>(), window<1>()));
};
template <class Axes, class Panel>
using root_chain = typename root_links<Axes, Panel>::type;

/// The loop space of a step: extents after the panel's restriction.
template <class Axes, class Panel>
constexpr layout space_of() {
  layout l = layout_from<extents_of<Axes>>::contiguous();
  l.bounded = bounded_bits<Axes>;
  for (std::size_t level = 0; level < max_levels; ++level)
    if (Panel::axis[level] >= 0) l.extent[Panel::axis[level]] = Panel::length[level];
  return l;
}

/// How the axes of a value appear in the loops above it, by following a unit step along each.
template <class Axes, class Chain>
struct probe {
  static constexpr std::size_t rank = Axes::rank;

  static constexpr layout unit(std::size_t axis) {
    layout l = layout_from<extents_of<Axes>>::contiguous();
    for (std::size_t a = 0; a < l.rank; ++a) l.stride[a] = a == axis ? 1 : 0;
    return through<Chain>(l);
  }
  struct table {
    layout of[max_rank] = {};
  };
  static constexpr table make() {
    table t;
    for (std::size_t a = 0; a < rank; ++a) t.of[a] = unit(a);
    return t;
  }
  static constexpr table units = make();

  /// The loop axis that is this axis and nothing else, or −1.
  static constexpr int loop_axis(std::size_t axis) {
    layout const& u = units.of[axis];
    int found = -1;
    for (std::size_t p = 0; p < u.rank; ++p) {
      if (u.stride[p] == 0) continue;
      if (u.stride[p] != 1 || found >= 0) return -1;
      for (std::size_t b = 0; b < rank; ++b)
        if (b != axis && units.of[b].stride[p] != 0) return -1;
      found = static_cast<int>(p);
    }
    return found;
  }
  /// The axis that the panel level restricts and nothing else does, or −1.
  static constexpr int restricted(std::size_t level) {
    int found = -1;
    for (std::size_t a = 0; a < rank; ++a) {
      if (units.of[a].window[level] == 0) continue;
      if (found >= 0 || units.of[a].window[level] != 1 || units.of[a].offset != 0 || loop_axis(a) < 0) return -1;
      found = static_cast<int>(a);
    }
    return found;
  }
  static constexpr int restricted_length(std::size_t level) {
    int const a = restricted(level);
    if (a < 0) return 0;
    auto const p = static_cast<std::size_t>(loop_axis(static_cast<std::size_t>(a)));
    return static_cast<int>(units.of[a].extent[p]);
  }
  using panel_type = panel<restricted(0), restricted_length(0), restricted(1), restricted_length(1)>;

  /// Every axis is a loop axis of its own.
  static constexpr bool one_to_one_into(std::size_t loops) {
    for (std::size_t a = 0; a < rank; ++a)
      if (loop_axis(a) < 0 || units.of[a].offset != 0 || units.of[a].rank < loops) return false;
    return true;
  }
  /// And every loop axis of more than one element is one of them.
  static constexpr bool one_to_one(layout const& space) {
    bool met[max_rank] = {};
    if (!one_to_one_into(0)) return false;
    for (std::size_t a = 0; a < rank; ++a) met[loop_axis(a)] = true;
    for (std::size_t p = 0; p < space.rank; ++p)
      if (!met[p] && space.extent[p] != 1) return false;
    return true;
  }
};

}  // namespace tenon::schedule
