// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The outer loops of a step, shared out among threads: a task is a part of the innermost work at one point of the nest.
// One mechanism for every kind of step; without TENON_OPENMP, and for steps too small to share, it is `walk`.

#include <algorithm>
#include <cstddef>

#include <tenon/kernel/parallel.hpp>
#include <tenon/schedule/context.hpp>
#include <tenon/schedule/nest.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

/// The points of a nest below one of its loops.
template <class Nest>
constexpr std::ptrdiff_t points_below(std::size_t depth) {
  std::ptrdiff_t n = 1;
  for (std::size_t d = depth; d < Nest::value.outer_count; ++d) n *= Nest::value.outer_extent[d];
  return n;
}

/// The same where loops end at lengths.
template <class Nest, std::size_t Depth = 0, class Lengths>
TENON_INLINE std::ptrdiff_t points_within(Lengths const& lengths) {
  if constexpr (Lengths::bits == 0)
    return points_below<Nest>(Depth);
  else if constexpr (Depth == Nest::value.outer_count)
    return 1;
  else
    return lengths.template end<Nest::value.outer_axis[Depth]>(Nest::value.outer_extent[Depth]) *
           points_within<Nest, Depth + 1>(lengths);
}

/// Tasks [first, end) of a nest whose points have `Parts` tasks each: calls body(first part, end part, things...).
template <class Nest, std::ptrdiff_t Parts, std::size_t Depth = 0, class Lengths, class Body, class... Things>
TENON_INLINE void walk_range(Lengths const& lengths, std::ptrdiff_t first, std::ptrdiff_t end, Body& body,
                             Things... things) {
  if constexpr (Depth == Nest::value.outer_count) {
    body(first, end, things...);
  } else {
    std::ptrdiff_t const below = points_within<Nest, Depth + 1>(lengths) * Parts;
    std::ptrdiff_t x = first / below;
    (things.template advance<Nest::value.outer_axis[Depth]>(x), ...);
    for (; x * below < end; ++x) {
      walk_range<Nest, Parts, Depth + 1>(lengths, std::max<std::ptrdiff_t>(first - x * below, 0),
                                         std::min(end - x * below, below), body, things...);
      (things.template advance<Nest::value.outer_axis[Depth]>(1), ...);
    }
  }
}

/// A loop over lanes cut into parts of whole groups of vectors.
template <std::ptrdiff_t Lanes, std::ptrdiff_t Width, class Cycles>
struct lane_parts {
  // Whole cache lines of the narrowest type: no two threads write one.
  static constexpr std::ptrdiff_t group = Width * (64 / Width > 0 ? 64 / Width : 1);
  static constexpr std::ptrdiff_t groups = (Lanes + group - 1) / group;
  static constexpr std::ptrdiff_t parts = kernel::cost_model::parts_of(groups, Cycles::value* group);
  static constexpr std::ptrdiff_t each = (groups + parts - 1) / parts * group;
  static constexpr double cycles = Cycles::value * static_cast<double>(each < Lanes ? each : Lanes);
  /// The first lane of a part, and the end of the one before.
  static constexpr std::ptrdiff_t begin(std::ptrdiff_t part) { return part * each < Lanes ? part * each : Lanes; }
};

/// Runs a planned nest. `Work::parts` is how many parts the work at each point may be cut into, `Work::cycles` what one
/// takes, roughly; `make(worker)` gives what a thread calls: body(first part, end part, things...). Parts write
/// different memory and read none that another writes.
template <class Nest, class Work, class Lengths, class Make, class... Things>
TENON_INLINE void spread([[maybe_unused]] context const& ctx, Lengths const& lengths, Make const& make,
                         Things... things) {
  constexpr std::ptrdiff_t most = points_below<Nest>(0) * Work::parts;
  if constexpr (config::threads && most > 1 &&
                static_cast<double>(most) * Work::cycles >= kernel::cost_model::least_shared_cycles) {
#if defined(TENON_OPENMP)
    constexpr std::ptrdiff_t together = kernel::cost_model::tasks_together(Work::cycles);
    std::ptrdiff_t const tasks = points_within<Nest>(lengths) * Work::parts;
    std::ptrdiff_t const takings = (tasks + together - 1) / together;
    bool const worth_it =
        Lengths::bits == 0 || static_cast<double>(tasks) * Work::cycles >= kernel::cost_model::least_shared_cycles;
    int const threads =
        static_cast<int>(std::min<std::ptrdiff_t>(std::min(ctx.threads, kernel::available_threads()), takings));
    if (threads > 1 && worth_it) {
      if (kernel::team_claim const team; team.mine) {
        kernel::share_out(tasks, together, threads, [&](int worker) {
          return [body = make(worker), lengths, things...](std::ptrdiff_t first, std::ptrdiff_t end) mutable {
            walk_range<Nest, Work::parts>(lengths, first, end, body, things...);
          };
        });
        return;
      }
    }
#endif
  }
  auto body = make(0);
  walk<Nest>(
      lengths, [&body](auto const&... x) TENON_LAMBDA_INLINE { body(std::ptrdiff_t{0}, Work::parts, x...); },
      things...);
}

TENON_ISA_END
}  // namespace tenon::schedule
