// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The fused multiply-add peak of this core, measured: what every figure is a fraction of. Contenders and this probe run
// round-robin in one process, short calls, and the minimum of each counts (the machine is shared).

#include <time.h>

#include <algorithm>
#include <barrier>
#include <chrono>
#include <thread>
#include <vector>

#include "bench/contender.hpp"
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

/// Reads `count` elements, a multiple of eight vectors, and sums them: how fast what stays in a cache can be read.
template <class T>
TENON_NOINLINE T read_probe(T const* p, std::size_t count) noexcept {
  constexpr std::size_t w = kernel::vec<T>::size;
  kernel::vec<T> acc[8];
#pragma GCC unroll 8
  for (kernel::vec<T>& a : acc) a = kernel::broadcast<T>(T(0));
  for (T const* const end = p + count; p != end; p += 8 * w) {
#pragma GCC unroll 8
    for (std::size_t i = 0; i < 8; ++i) acc[i] = acc[i] + kernel::load<T>(p + i * w);
  }
  kernel::vec<T> sum = acc[0];
#pragma GCC unroll 8
  for (std::size_t i = 1; i < 8; ++i) sum = sum + acc[i];
  T lanes[w];
  kernel::store<T>(lanes, sum);
  T total = 0;
  for (T const x : lanes) total += x;
  return total;
}

/// Wall time, or the processor time of this thread.
inline double seconds_now(bool processor_time = false) {
  timespec t{};
  clock_gettime(processor_time ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// The peak of `threads` cores at once, in GFLOP/s: each runs the probe, and the sum counts.
template <class T>
double fma_peak(int threads, long steps = 20000) {
  auto const probe = [steps] {
    double const start = seconds_now();
    double const operations = fma_probe<T>(steps);
    return operations / (seconds_now() - start) * 1e-9;
  };
  if (threads <= 1) return probe();
  std::vector<double> rates(static_cast<std::size_t>(threads));
  std::barrier together(threads);
  std::vector<std::thread> others;
  auto const run = [&](std::size_t i) {
    for (int again = 0; again < 8; ++again) {
      together.arrive_and_wait();
      rates[i] = std::max(rates[i], probe());
    }
  };
  for (std::size_t i = 1; i < rates.size(); ++i) others.emplace_back(run, i);
  run(0);
  for (std::thread& t : others) t.join();
  double sum = 0;
  for (double const r : rates) sum += r;
  return sum;
}

/// On a busy machine a call longer than this never finds a quiet moment, and has its processor time measured instead.
inline constexpr double longest_quiet = 1e-3;
/// With more than one thread: how long the idle threads of one library are given to stop spinning before another's
/// turn.
inline constexpr auto resting = std::chrono::milliseconds(10);

/// Times everything round-robin until each contender had about `seconds`, in windows of about 100 µs (a call that takes
/// longer is a window), and keeps the shortest window of each. All have been called once before, so that nothing is
/// cold. Returns the peak in GFLOP/s of `threads` cores in the same run.
template <class T>
double race(std::vector<contender>& all, double seconds, bool busy = false, int threads = 1) {
  double peak = 0;
  for (contender& c : all) {
    double const start = seconds_now(busy);
    c.call();
    double const once = std::max(seconds_now(busy) - start, 1e-9);
    c.processor_time = busy && once > longest_quiet;
    c.repeats = std::clamp(static_cast<int>(1e-4 / once), 1, 10000);
    if (once >= seconds) {  // too long for another
      c.best_seconds = c.used_seconds = once;
      c.windows = 1;
    }
  }
  for (bool running = true; running;) {
    running = false;
    if (threads > 1) std::this_thread::sleep_for(resting);
    for (int probe = 0; probe < 3; ++probe) peak = std::max(peak, fma_peak<T>(threads));
    for (contender& c : all) {
      if (c.used_seconds >= seconds) continue;
      running = true;
      if (threads > 1) std::this_thread::sleep_for(resting);
      if (c.repeats > 1 || threads > 1) c.call();  // its data comes back into the caches
      // The threads of each library are woken by a call that does not count, and then have several windows. A long call
      // has two: the first may have to write back what the one before it left in the caches.
      int const windows_in_turn = threads > 1 ? 10 : c.repeats == 1 ? 2 : 1;
      double const turn_ends = c.used_seconds + 0.01;
      for (int window = 0; window < windows_in_turn && (window == 0 || c.used_seconds < turn_ends); ++window) {
        double const start = seconds_now(c.processor_time);
        for (int r = 0; r < c.repeats; ++r) c.call();
        double const elapsed = seconds_now(c.processor_time) - start;
        c.best_seconds = std::min(c.best_seconds, elapsed / c.repeats);
        c.used_seconds += elapsed;
        ++c.windows;
      }
    }
  }
  return peak;
}

TENON_ISA_END
}  // namespace tenon::bench
