// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The fused multiply-add peak of this core, measured: what every figure is a fraction of. Contenders and this probe run
// round-robin in one process, short calls, and the minimum of each counts (the machine is shared).

#include <time.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "tenon/kernel/simd.hpp"

namespace tenon::bench {
TENON_ISA_BEGIN

/// Vectors in flight: enough to hide the latency, few enough to stay in registers.
inline constexpr int probe_chains = config::vector_registers >= 32 ? 24 : 12;

/// Runs `steps` rounds of probe_chains independent multiply-adds; returns their number of floating-point operations.
template <class T>
TENON_NOINLINE double fma_probe(long steps) noexcept {
  kernel::vec<T> acc[probe_chains];
  kernel::vec<T> x = kernel::broadcast<T>(T(0.999));
  kernel::vec<T> y = kernel::broadcast<T>(T(0.001));
  x = kernel::opaque(x);
  y = kernel::opaque(y);
#pragma GCC unroll 32
  for (int i = 0; i < probe_chains; ++i) acc[i] = kernel::broadcast<T>(T(i));
#if defined(__clang__)
#pragma clang loop unroll(disable)
#endif
  for (long s = 0; s < steps; ++s) {
#pragma GCC unroll 32
    for (int i = 0; i < probe_chains; ++i) acc[i] = kernel::fma(acc[i], x, y);
  }
#pragma GCC unroll 32
  for (int i = 0; i < probe_chains; ++i) asm volatile("" : : "v"(acc[i].data));
  return 2.0 * static_cast<double>(steps) * probe_chains * static_cast<double>(kernel::lanes<T>);
}

/// One thing to time: its name and a call that writes `result`.
struct contender {
  std::string name;
  std::function<void()> call;
  float const* result = nullptr;  ///< what is compared with the first contender's
  double memory_bytes = -1;       ///< what the call needs besides inputs and result; negative: not known
  double best_seconds = 1e30;
  double used_seconds = 0;
  int windows = 0;
  int repeats = 1;
  bool processor_time = false;
};

/// Wall time, or the processor time of this thread.
inline double seconds_now(bool processor_time = false) {
  timespec t{};
  clock_gettime(processor_time ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// On a busy machine a call longer than this never finds a quiet moment, and has its processor time measured instead.
inline constexpr double longest_quiet = 1e-3;

/// Times everything round-robin until each contender had about `seconds`, in windows of about 100 µs (a call that takes
/// longer is a window), and keeps the shortest window of each. All have been called once before, so that nothing is
/// cold. Returns the peak in GFLOP/s of the same run.
template <class T>
double race(std::vector<contender>& all, double seconds, bool busy = false) {
  long const steps = 20000;
  double peak = 0;
  for (contender& c : all) {
    double const start = seconds_now(busy);
    c.call();
    double const once = std::max(seconds_now(busy) - start, 1e-9);
    c.processor_time = busy && once > longest_quiet;
    c.repeats = std::clamp(static_cast<int>(1e-4 / once), 1, 10000);
  }
  for (bool running = true; running;) {
    running = false;
    for (int probe = 0; probe < 3; ++probe) {
      double const start = seconds_now();
      double const operations = fma_probe<T>(steps);
      peak = std::max(peak, operations / (seconds_now() - start) * 1e-9);
    }
    for (contender& c : all) {
      if (c.used_seconds >= seconds) continue;
      running = true;
      if (c.repeats > 1) c.call();  // its data comes back into the caches
      double const start = seconds_now(c.processor_time);
      for (int r = 0; r < c.repeats; ++r) c.call();
      double const elapsed = seconds_now(c.processor_time) - start;
      c.best_seconds = std::min(c.best_seconds, elapsed / c.repeats);
      c.used_seconds += elapsed;
      ++c.windows;
    }
  }
  return peak;
}

TENON_ISA_END
}  // namespace tenon::bench
