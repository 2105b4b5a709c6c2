// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Work shared out among threads: tasks that write different memory, each done by one thread in the order in which it
// would be done alone, so that results do not depend on who does what. Without TENON_OPENMP nothing here runs.

#include <tenon/kernel/cost_model.hpp>
#include <tenon/kernel/simd.hpp>

#if defined(TENON_OPENMP)
#include <omp.h>

#include <algorithm>
#include <atomic>
#include <exception>
#endif

namespace tenon::kernel {

#if defined(TENON_OPENMP)
/// Is an evaluation of this program shared out at the moment? Then others stay in their own threads, so that many
/// threads that evaluate do not multiply. One flag for the code of all instruction sets.
inline std::atomic<bool> team_at_work{false};
#endif

TENON_ISA_BEGIN

/// How many threads an evaluation that begins here may use: what OpenMP says (OMP_NUM_THREADS, omp_set_num_threads),
/// and one inside a parallel region.
inline int available_threads() noexcept {
#if defined(TENON_OPENMP)
  return omp_in_parallel() != 0 ? 1 : std::min(omp_get_max_threads(), cost_model::most_threads);
#else
  return 1;
#endif
}

#if defined(TENON_OPENMP)

/// The team, for as long as this lives; `mine` is false where another thread has it.
struct team_claim {
  bool const mine = !team_at_work.exchange(true, std::memory_order_acquire);
  team_claim() = default;
  team_claim(team_claim const&) = delete;
  team_claim& operator=(team_claim const&) = delete;
  ~team_claim() {
    if (mine) team_at_work.store(false, std::memory_order_release);
  }
};

/// Does tasks [0, count) in at most `threads` threads: each worker w makes `make(w)` once and calls it with ranges of
/// tasks. A worker begins with a share of its own (neighbours use the same memory), of which it takes an eighth of what
/// is left at a time, at least `together`; then it takes from the others what they have not begun. The first exception
/// of a task reaches the caller, and no task begins after it.
template <class Make>
void share_out(isize count, isize together, int threads, Make const& make) {
  struct alignas(64) share {
    std::atomic<isize> next;
    isize end;
  };
  share shares[cost_model::most_threads];
  for (int w = 0; w < threads; ++w) {
    shares[w].next.store(count * w / threads, std::memory_order_relaxed);
    shares[w].end = count * (w + 1) / threads;
  }
  auto const work = [&](int worker) {
    auto task = make(worker);
    for (int i = 0; i < threads; ++i) {
      share& from = shares[(worker + i) % threads];
      for (isize at = 0; (at = from.next.load(std::memory_order_relaxed)) < from.end;) {
        isize const taken = std::max(together, (from.end - at) / 8);
        isize const first = from.next.fetch_add(taken, std::memory_order_relaxed);
        if (first < from.end) task(first, std::min(first + taken, from.end));
      }
    }
  };
#if defined(__cpp_exceptions)
  std::atomic<bool> failed{false};
  std::exception_ptr failure;
#pragma omp parallel num_threads(threads)
  {
    try {
      work(omp_get_thread_num());
    } catch (...) {
      if (!failed.exchange(true, std::memory_order_relaxed)) failure = std::current_exception();
      for (int w = 0; w < threads; ++w) shares[w].next.store(shares[w].end, std::memory_order_relaxed);
    }
  }
  if (failure) std::rethrow_exception(failure);
#else
#pragma omp parallel num_threads(threads)
  work(omp_get_thread_num());
#endif
}

#endif  // TENON_OPENMP

TENON_ISA_END
}  // namespace tenon::kernel
