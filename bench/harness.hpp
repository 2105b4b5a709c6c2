// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Rows of contenders for Google Benchmark. A row is one problem; its contenders (fused, unfused, plain loops, Eigen)
// run round-robin together with the peak probe (race of peak.hpp) the first time one of them is asked for, are compared
// with each other, and each then reports its shortest window as a manual time.
//
// Options beside Google Benchmark's: --seconds=S for each contender (1), --quick (0.1), --only=A,B (names of
// contenders),
// --busy (processor time for calls above 1 ms: for a machine that does other work), --threads=N (for every library that
// can: 1).

#include <benchmark/benchmark.h>
#ifdef TENON_OPENMP
#include <omp.h>
#endif

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <tenon/tenon.hpp>

#include "bench/peak.hpp"
#include "bench/rivals/rivals.hpp"

namespace tenon::bench {

/// The choices of the command line.
struct options {
  double seconds = 1;
  bool busy = false;
  int threads = 1;
  std::string only;
  [[nodiscard]] bool chosen(std::string const& name) const {
    return only.empty() || ("," + only + ",").find("," + name + ",") != std::string::npos;
  }
};
inline options& chosen_options() {
  static options o;
  return o;
}

/// One problem. `make` builds its data and contenders when the row is run; the first contender is what the others must
/// equal.
struct row {
  std::string name;
  double operations = 0;  ///< useful floating-point operations; 0 where memory is what is measured
  double bytes = 0;       ///< read and written once
  std::size_t size = 0;   ///< elements of the result
  double tolerance = 0;   ///< largest difference allowed
  std::function<std::vector<contender>()> make;
};

/// What a row gave.
struct outcome {
  std::vector<contender> contenders;
  std::vector<double> differences;
  double peak = 0;
};

inline double largest_difference(float const* a, float const* b, std::size_t n) {
  double largest = 0;
  for (std::size_t i = 0; i < n; ++i) {
    double const d = std::fabs(static_cast<double>(a[i]) - static_cast<double>(b[i]));
    if (!(d <= largest)) largest = d;  // a NaN counts
  }
  return largest;
}

/// Runs a row; ends the program if a contender's result differs.
inline outcome run(row const& r) {
  options const& o = chosen_options();
  outcome result;
  std::vector<contender> all = r.make();
  all.front().call();
  float const* const expected = all.front().result;
  for (contender& c : all) {
    if (!o.chosen(c.name) || !c.call) continue;
    if (&c != &all.front()) c.call();
    if (c.finish) c.finish();
    double const difference = c.result == nullptr ? 0 : largest_difference(c.result, expected, r.size);
    if (!(difference <= r.tolerance)) {
      std::fprintf(stderr, "%s: %s differs from %s by %g, more than %g\n", r.name.c_str(), c.name.c_str(),
                   all.front().name.c_str(), difference, r.tolerance);
      std::exit(1);
    }
    result.contenders.push_back(c);
    result.differences.push_back(difference);
  }
  if (!result.contenders.empty()) result.peak = race<float>(result.contenders, o.seconds, o.busy, o.threads);
  for (contender& c : result.contenders) c.call = c.finish = nullptr;  // frees the data
  return result;
}

/// Builds that are there for `fused` only (other compilers and instruction sets) compile no other way of ours.
#ifdef TENON_BENCH_BRIEF
inline constexpr bool brief = true;
#else
inline constexpr bool brief = false;
#endif

/// What a contender says that cannot do the row: figures.py leaves it out.
inline constexpr char const* not_offered = "not offered";

/// Registers a row: a benchmark `row/contender` for each name.
inline void add(row const& r, std::vector<std::string> const& names) {
  auto state_of_row = std::make_shared<std::unique_ptr<outcome>>();
  for (std::string const& name : names) {
    if (!chosen_options().chosen(name) || (brief && (name == "assigned" || name == "unfused"))) continue;
    auto const body = [r, name, state_of_row](benchmark::State& state) {
      if (!*state_of_row) *state_of_row = std::make_unique<outcome>(run(r));
      outcome const& result = **state_of_row;
      for (std::size_t i = 0; i < result.contenders.size(); ++i) {
        contender const& c = result.contenders[i];
        if (c.name != name) continue;
        for (auto _ : state) state.SetIterationTime(c.best_seconds);
        if (r.operations > 0) {
          double const rate = r.operations / c.best_seconds * 1e-9;
          state.counters["GFLOP/s"] = rate;
          state.counters["of_peak"] = rate / result.peak;
        }
        state.counters["peak"] = result.peak;
        if (c.predicted_cycles > 0)  // a cycle is what the peak's operations take
          state.counters["predicted"] =
              c.predicted_cycles * kernel::cost_model::operations_per_cycle<float> / (result.peak * 1e9);
        if (r.bytes > 0) state.counters["GB/s"] = r.bytes / c.best_seconds * 1e-9;
        for (contender const& other : result.contenders)
          if (other.name == "copy") state.counters["of_copy"] = other.best_seconds / c.best_seconds;
        state.counters["difference"] = result.differences[i];
        if (c.memory_bytes >= 0) state.counters["memory"] = c.memory_bytes;
        state.counters["windows"] = c.windows;
        return;
      }
      state.SkipWithError(not_offered);
    };
    benchmark::RegisterBenchmark((r.name + "/" + name).c_str(), body)
        ->UseManualTime()
        ->Iterations(1)
        ->Unit(benchmark::kMicrosecond);
  }
}

/// The names of a row: ours, and those of Eigen where it is compiled in.
inline std::vector<std::string> contender_names(std::vector<std::string> ours,
                                                [[maybe_unused]] std::vector<std::string> const& of_eigen) {
#ifdef TENON_BENCH_EIGEN
  ours.insert(ours.end(), of_eigen.begin(), of_eigen.end());
#endif
  return ours;
}
/// And every other library's that does such problems.
inline std::vector<std::string> contender_names(rivals::kind what, std::vector<std::string> ours,
                                                std::vector<std::string> const& of_eigen) {
  ours = contender_names(std::move(ours), of_eigen);
  rivals::append_names(ours, what);
  return ours;
}

inline std::string processor_name() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);)
    if (line.rfind("model name", 0) == 0) return line.substr(line.find(':') + 2);
  return "unknown";
}

inline std::string compiler_name() {
#if defined(__clang__)
  return "clang " + std::to_string(__clang_major__) + "." + std::to_string(__clang_minor__);
#elif defined(__GNUC__)
  return "g++ " + std::to_string(__GNUC__) + "." + std::to_string(__GNUC_MINOR__);
#else
  return "unknown";
#endif
}

/// The program: takes our options, lets `register_rows` register, runs Google Benchmark.
inline int run_main(int argc, char** argv, void (*register_rows)()) {
  options& o = chosen_options();
  std::vector<char*> rest;
  for (int i = 0; i < argc; ++i) {
    std::string const a = argv[i];
    if (a.rfind("--seconds=", 0) == 0)
      o.seconds = std::atof(a.c_str() + 10);
    else if (a == "--quick")
      o.seconds = 0.1;
    else if (a.rfind("--only=", 0) == 0)
      o.only = a.substr(7);
    else if (a == "--busy")
      o.busy = true;
    else if (a.rfind("--threads=", 0) == 0)
      o.threads = std::max(1, std::atoi(a.c_str() + 10));
    else
      rest.push_back(argv[i]);
  }
  int count = static_cast<int>(rest.size());
  rest.push_back(nullptr);
#define TENON_BENCH_TEXT_(x) #x
#define TENON_BENCH_TEXT(x) TENON_BENCH_TEXT_(x)
  benchmark::AddCustomContext("compiler", compiler_name());
  benchmark::AddCustomContext("processor", processor_name());
  benchmark::AddCustomContext("instruction_set", TENON_BENCH_TEXT(TENON_ISA));
  benchmark::AddCustomContext("clock",
                              o.busy ? "processor time of calls above 1 ms, wall time of others" : "wall time");
  benchmark::AddCustomContext("threads", std::to_string(o.threads));
  benchmark::AddCustomContext("seconds_each", std::to_string(o.seconds));
#ifdef TENON_OPENMP
  omp_set_num_threads(o.threads);
#endif
  for (auto const& one : rivals::libraries()) {
    one->set_threads(o.threads);
    benchmark::AddCustomContext(one->name(), one->version());
  }
  benchmark::Initialize(&count, rest.data());
  if (benchmark::ReportUnrecognizedArguments(count, rest.data())) return 1;
  register_rows();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}

// --- ways of running an expression
// ------------------------------------------------------------------------------------

/// Runs an expression node by node into memory that is there already, as `evaluate_into` does for a fused plan, so that
/// the comparison is of plans and not of allocations.
template <class E, class Out>
void evaluate_unfused_into(Out& out, E const& e, std::byte* workspace) {
  auto const node = tenon::detail::capture(e);
  using Node = std::remove_const_t<decltype(node)>;
  static_assert(std::is_same_v<typename Node::shape_type, typename Out::shape_type>);
  schedule::execution<Node, unfused, row_major<typename Node::shape_type>>::run(node, out.data(), workspace);
}

/// Aligned memory of a size known at run time only.
inline std::shared_ptr<std::byte> aligned_bytes(std::size_t bytes) {
  auto* const p = static_cast<std::byte*>(::operator new (bytes + 64, std::align_val_t{64}));
  return {p, [](std::byte* q) { ::operator delete (q, std::align_val_t{64}); }};
}

/// The contender `fused`: evaluate_into with a workspace that is kept.
template <class Out, class Make>
contender fused_into(std::shared_ptr<Out> out, Make make) {
  using E = decltype(make());
  auto memory = std::make_shared<workspace_for<E>>();
  float const* const result = out->data();
  contender c{"fused", [out, make, memory] { evaluate_into(*out, make(), *memory); }, result,
              static_cast<double>(plan_of<E>::workspace_bytes)};
  c.predicted_cycles = plan_of<E>::predict(make()).cycles();
  return c;
}

/// The contender `assigned`: `out = expression`, as users write it.
template <class Out, class Make>
contender assigned(std::shared_ptr<Out> out, Make make) {
  if constexpr (brief) {
    return {"assigned", nullptr};
  } else {
    using E = decltype(make());
    float const* const result = out->data();
    return {"assigned", [out, make] { *out = make(); }, result, static_cast<double>(plan_of<E>::workspace_bytes)};
  }
}

/// The contender `unfused`: every node stored, the same kernels.
template <class Out, class Make>
contender unfused_into(std::shared_ptr<Out> out, Make make) {
  if constexpr (brief) {
    return {"unfused", nullptr};
  } else {
    using E = decltype(make());
    constexpr std::size_t bytes = plan_of<E, unfused>::workspace_bytes;
    auto memory = aligned_bytes(bytes);
    float const* const result = out->data();
    return {"unfused", [out, make, memory] { evaluate_unfused_into(*out, make(), memory.get()); }, result,
            static_cast<double>(bytes)};
  }
}

}  // namespace tenon::bench
