// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The shortest of many runs, in microseconds: what the work costs when nothing else disturbs it.

#include <algorithm>
#include <chrono>

namespace plain {

template <class F>
double best_time(int runs, F const& work) {
  double best = 1e30;
  for (int i = 0; i < runs; ++i) {
    auto const start = std::chrono::steady_clock::now();
    work();
    std::chrono::duration<double, std::micro> const elapsed = std::chrono::steady_clock::now() - start;
    best = std::min(best, elapsed.count());
  }
  return best;
}

}  // namespace plain
