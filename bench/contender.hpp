// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What is timed, without a word of tenon: rivals (bench/rivals) are compiled apart from the library.

#include <functional>
#include <string>

namespace tenon::bench {

/// One thing to time: its name and a call that writes `result`.
struct contender {
  std::string name;
  std::function<void()> call = nullptr;
  float const* result = nullptr;  ///< what is compared with the first contender's
  double memory_bytes = -1;       ///< what the call needs besides inputs and result; negative: not known
  /// Puts what the call wrote into `result`, where a rival keeps it in an order of its own; not timed.
  std::function<void()> finish = nullptr;
  double predicted_cycles = 0;  ///< by the cost model; 0: no prediction
  double best_seconds = 1e30;
  double used_seconds = 0;
  int windows = 0;
  int repeats = 1;
  bool processor_time = false;
};

}  // namespace tenon::bench
