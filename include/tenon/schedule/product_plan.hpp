// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The cost model of a product: which operand is broadcast by rows, which stands in lanes, which axes are joined.

#include <tenon/schedule/nest.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

struct product_plan {
  bool ok = false;       ///< a register-tiled product; otherwise a reduction of a·b
  bool swapped = false;  ///< B's rows are broadcast and A stands in lanes
  nest loops;
  std::ptrdiff_t sum = 1;  ///< extent of the joined summed axes
  std::size_t sum_axis = no_axis;
};

/// Joins the summed axes [first, space.rank) into one loop if both operands allow it; returns the innermost, or
/// no_axis.
constexpr bool join_sums(layout const& space, std::size_t first, std::ptrdiff_t const* a, std::ptrdiff_t const* b,
                         product_plan& plan) {
  std::size_t order[max_rank] = {};
  std::size_t n = 0;
  for (std::size_t k = first; k < space.rank; ++k) {
    if (space.extent[k] == 1) continue;
    std::size_t at = n++;
    for (; at > 0 && a[order[at - 1]] < a[k]; --at) order[at] = order[at - 1];
    order[at] = k;
  }
  plan.sum = 1;
  plan.sum_axis = no_axis;
  for (std::size_t i = n; i-- > 0;) {
    std::size_t const k = order[i];
    if (plan.sum_axis == no_axis) {
      plan.sum_axis = k;
    } else {
      bool const whole = !space.ends_early(k) && !space.ends_early(plan.sum_axis);
      if (!whole || a[k] != a[plan.sum_axis] * plan.sum || b[k] != b[plan.sum_axis] * plan.sum) return false;
    }
    plan.sum *= space.extent[k];
  }
  return true;
}

/// `out` is the destination's steps, `t` those of everything (destination first, then a, b, then the epilogue's
/// leaves).
constexpr product_plan plan_product(layout const& space, std::size_t out_rank, std::ptrdiff_t const* a,
                                    std::ptrdiff_t const* b, std::ptrdiff_t const* out, stride_table const& t) {
  product_plan plan;
  if (!join_sums(space, out_rank, a, b, plan)) return plan;
  bool rows[max_rank] = {}, columns[max_rank] = {};
  for (std::size_t x = 0; x < out_rank; ++x) {
    rows[x] = a[x] != 0 && b[x] == 0;
    columns[x] = b[x] != 0 && a[x] == 0;
  }
  // Lanes where the destination is contiguous; otherwise the column axis with the smallest step.
  auto pick = [&](bool const* allowed) {
    std::size_t best = no_axis;
    for (std::size_t x = 0; x < out_rank; ++x) {
      if (!allowed[x] || space.extent[x] == 1) continue;
      if (best == no_axis || out[x] < out[best]) best = x;
    }
    return best;
  };
  std::size_t const row = pick(rows), column = pick(columns);
  if (column == no_axis && row == no_axis) return plan;
  // A vector times a matrix: when the matrix is contiguous along the result, or both along the sum; else rows are
  // reduced.
  bool const along_sum = plan.sum_axis != no_axis && a[plan.sum_axis] == 1 && b[plan.sum_axis] == 1;
  if (column == no_axis) {
    if (a[row] != 1 && !along_sum) return plan;
    plan.swapped = true;
  } else if (row == no_axis) {
    if (b[column] != 1 && !along_sum) return plan;
  } else {
    plan.swapped = out[row] == 1 && out[column] != 1;
  }
  bool const* lane_side = plan.swapped ? rows : columns;
  bool const* row_side = plan.swapped ? columns : rows;
  std::size_t const lane = plan.swapped ? row : column;
  std::size_t const step = plan.swapped ? column : row;
  layout loop_space = space;
  loop_space.rank = out_rank;
  plan.loops.lane_axis = lane;
  plan.loops.lanes = plan.loops.gather(lane, loop_space, t, lane_side);
  if (step != no_axis) {
    plan.loops.row_axis = step;
    plan.loops.rows = plan.loops.gather(step, loop_space, t, row_side);
  }
  plan.loops.finish(loop_space, t);
  plan.ok = true;
  return plan;
}

TENON_ISA_END
}  // namespace tenon::schedule
