// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What steps that take whole rows (softmax and norms, rotations) have in common: how the row is read, and whether rows
// lie along the lanes or side by side in them.

#include <tenon/schedule/loop_step.hpp>
#include <tenon/schedule/operand.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

/// The expression of a row, read in lanes of T where it can be: one of mixed types is computed before, one element at
/// a time.
template <class T, class X, class Axes, class Links, class Policy>
struct row_operand {
  using direct = lower<X, Axes, Links, Policy>;
  static constexpr auto choose() {
    if constexpr (fits_lanes<vector_lanes<T>, typename direct::tree>)
      return std::type_identity<direct>{};
    else
      return std::type_identity<stored_value<X, Axes, Links, Policy>>{};
  }
  using type = typename decltype(choose())::type;
};

/// Loops over rows, which lie along the lanes; or side by side in them, where another axis is contiguous more often.
struct row_nest {
  bool along = true;
  nest loops;
};

/// For rows along axis `row` of a space whose first `axes` axes are those of the result; `t` is all that is read and
/// written, the destination first.
constexpr row_nest plan_rows(layout const& space, stride_table const& t, std::size_t row, std::size_t axes) {
  row_nest c;
  bool others[max_rank] = {};
  for (std::size_t a = 0; a < space.rank; ++a) others[a] = a != row && a < axes;
  std::size_t const lane = choose_lane(space, t, others);
  auto const contiguous = [&](std::size_t a) {
    int n = 0;
    for (std::size_t m = 0; m < t.count; ++m) n += t.stride[m][a] == 1;
    return n;
  };
  c.along = lane == no_axis || contiguous(row) >= contiguous(lane) || contiguous(lane) == 0;
  c.loops.taken[row] = true;
  if (c.along) {
    c.loops.lane_axis = row;
  } else {
    c.loops.row_axis = row;
    c.loops.lane_axis = lane;
    c.loops.lanes = c.loops.gather(lane, space, t, others);
  }
  c.loops.finish(space, t);
  return c;
}

TENON_ISA_END
}  // namespace tenon::schedule
