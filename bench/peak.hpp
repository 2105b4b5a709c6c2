// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The fused multiply-add peak of this core, measured: what every figure is a fraction of. Contenders and this probe run
// round-robin in one process, short calls, and the minimum of each counts (the machine is shared).

#include <algorithm>
#include <chrono>
#include <functional>
#include <string>
#include <utility>
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

/// One thing to time: its name, its useful floating-point operations, and a call.
struct contender {
  std::string name;
  double operations;
  std::function<void()> call;
  double best_seconds = 1e30;
  [[nodiscard]] double gflops() const { return operations / best_seconds * 1e-9; }
};

/// Times everything round-robin for about `seconds`, each call (repeated up to about 100 µs) kept at its minimum.
/// Returns the peak in GFLOP/s of the same run.
template <class T>
double race(std::vector<contender>& all, double seconds) {
  using clock = std::chrono::steady_clock;
  auto const now = [] { return std::chrono::duration<double>(clock::now().time_since_epoch()).count(); };
  long const steps = 20000;
  double peak = 0;
  std::vector<int> repeats;
  for (contender& c : all) {
    c.call();
    double const start = now();
    c.call();
    repeats.push_back(std::clamp(static_cast<int>(1e-4 / std::max(now() - start, 1e-9)), 1, 10000));
  }
  for (double const end = now() + seconds; now() < end;) {
    double start = now();
    double const operations = fma_probe<T>(steps);
    peak = std::max(peak, operations / (now() - start) * 1e-9);
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i].call();  // its data comes back into the caches
      start = now();
      for (int r = 0; r < repeats[i]; ++r) all[i].call();
      all[i].best_seconds = std::min(all[i].best_seconds, (now() - start) / repeats[i]);
    }
  }
  return peak;
}

TENON_ISA_END
}  // namespace tenon::bench
