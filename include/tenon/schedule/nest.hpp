// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Loop nests planned by the compiler: which axis stands in the lanes, which are joined into one loop, in which order
// the others are walked.

#include <cstddef>
#include <type_traits>
#include <utility>

#include <tenon/config.hpp>
#include <tenon/schedule/tree.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

/// What a tree without an accumulator is given for one.
struct nothing {};

/// Memory that a nest writes.
template <class T, std::ptrdiff_t... S>
struct sink {
  using value_type = T;
  static constexpr std::size_t rank = sizeof...(S);
  static constexpr std::ptrdiff_t stride[max_rank + 1] = {S...};
  T* p;
  template <std::size_t Axis>
  TENON_INLINE void advance(std::ptrdiff_t n) {
    p += n * stride[Axis];
  }
};

/// Adds trailing axes of step 0 (those summed over) to what has none of them.
template <class T, class Strides>
struct sink_for;
template <class T, std::ptrdiff_t... S>
struct sink_for<T, strides<S...>> {
  using type = sink<T, S...>;
};

/// A planned nest: outer loops in order, then rows, then lanes. Joined axes count as their innermost one.
struct nest {
  std::size_t outer_axis[max_rank] = {};
  std::ptrdiff_t outer_extent[max_rank] = {};
  std::size_t outer_count = 0;
  std::size_t row_axis = no_axis;
  std::ptrdiff_t rows = 1;
  std::size_t lane_axis = no_axis;
  std::ptrdiff_t lanes = 1;
  bool taken[max_rank] = {};

  /// Makes `axis` part of a group and joins to it every axis that continues it in all of memory.
  constexpr std::ptrdiff_t gather(std::size_t axis, layout const& space, stride_table const& t, bool const* allowed) {
    std::ptrdiff_t extent = space.extent[axis];
    taken[axis] = true;
    if (space.ends_early(axis)) return extent;  // its rows are not where the next axis would continue
    for (bool grown = true; grown && t.complete();) {
      grown = false;
      for (std::size_t a = 0; a < space.rank; ++a) {
        if (taken[a] || !allowed[a] || space.extent[a] == 1 || space.ends_early(a)) continue;
        bool joins = true;
        for (std::size_t m = 0; m < t.count; ++m) joins = joins && t.stride[m][a] == t.stride[m][axis] * extent;
        if (!joins) continue;
        taken[a] = true;
        extent *= space.extent[a];
        grown = true;
        break;
      }
    }
    return extent;
  }
  /// All axes not yet taken become outer loops, the largest steps of the first table row (the destination) outermost.
  constexpr void finish(layout const& space, stride_table const& t) {
    for (std::size_t a = 0; a < space.rank; ++a) {
      if (taken[a] || space.extent[a] == 1) continue;
      std::size_t at = outer_count++;
      for (; at > 0 && t.count > 0 && t.stride[0][outer_axis[at - 1]] < t.stride[0][a]; --at) {
        outer_axis[at] = outer_axis[at - 1];
        outer_extent[at] = outer_extent[at - 1];
      }
      outer_axis[at] = a;
      outer_extent[at] = space.extent[a];
    }
  }
};

/// Walks the outer loops of a planned nest (`Nest::value`), moving everything along, and calls body(things...).
template <class Nest, std::size_t Depth = 0, class Lengths, class Body, class... Things>
TENON_INLINE void walk(Lengths const& lengths, Body const& body, Things... things) {
  if constexpr (Depth == Nest::value.outer_count) {
    body(things...);
  } else {
    std::ptrdiff_t const end = lengths.template end<Nest::value.outer_axis[Depth]>(Nest::value.outer_extent[Depth]);
    for (std::ptrdiff_t x = 0; x < end; ++x) {
      walk<Nest, Depth + 1>(lengths, body, things...);
      (things.template advance<Nest::value.outer_axis[Depth]>(1), ...);
    }
  }
}

TENON_ISA_END
}  // namespace tenon::schedule
