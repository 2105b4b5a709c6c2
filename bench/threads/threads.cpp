// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// One thread and two, beside the peak of one core and of two at once, all in one race: how much of what the machine
// gives a second thread the library uses. `bench_threads [seconds for each] [name]`; the last column is the speed-up
// divided by that of the peak. Results of one and two threads must be equal bit for bit.

#include <omp.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>

#include <tenon/tenon.hpp>

#include "bench/peak.hpp"
#include "bench/transformer_block.hpp"

using namespace tenon::axes;
using namespace tenon::bench;

namespace {

constexpr int team = 2;
constexpr long probe_steps = 200000;

void probe(int threads) {
#pragma omp parallel num_threads(threads)
  fma_probe<float>(probe_steps);
}

/// Two new threads may share a core for the first seconds of a program: waits until they do not.
void settle() {
  double const begin = seconds_now();
  for (int good = 0; good < 200 && seconds_now() - begin < 10;) {
    double const start = seconds_now();
    probe(1);
    double const middle = seconds_now();
    probe(team);
    good = seconds_now() - middle < 1.2 * (middle - start) ? good + 1 : 0;
  }
}

double operations_of_probe() {
  return 2.0 * probe_steps * probe_chains * static_cast<double>(tenon::kernel::lanes<float>);
}

/// A row: `operations` useful ones, or `bytes` moved. `make` gives the expression.
template <class Make>
void measure(char const* name, char const* only, double seconds, double operations, double bytes, Make const& make) {
  if (only != nullptr && std::strstr(name, only) == nullptr) return;
  using E = decltype(make());
  auto const memory = std::make_unique<tenon::workspace_for<E>>();
  decltype(tenon::evaluate(make())) one, two;
  std::vector<contender> all;
  auto const add = [&](char const* what, int threads, auto& out) {
    all.push_back({what, [&out, &make, &memory, threads] {
                     omp_set_num_threads(threads);
                     tenon::evaluate_into(out, make(), *memory);
                   }});
  };
  add("one", 1, one);
  add("two", team, two);
  all.push_back({"peak of one", [] { probe(1); }});
  all.push_back({"peak of two", [] { probe(team); }});
  all[0].call();
  all[1].call();
  if (std::memcmp(one.data(), two.data(), one.size() * sizeof(*one.data())) != 0) {
    std::fprintf(stderr, "%s: two threads give other bits than one\n", name);
    std::exit(1);
  }
  race<float>(all, seconds);
  double const peak[] = {operations_of_probe() / all[2].best_seconds * 1e-9,
                         team * operations_of_probe() / all[3].best_seconds * 1e-9};
  double const gain = all[0].best_seconds / all[1].best_seconds, possible = peak[1] / peak[0];
  double const work = operations > 0 ? operations : bytes;
  std::printf("%-34s %9.1f %9.1f us  ", name, all[0].best_seconds * 1e6, all[1].best_seconds * 1e6);
  for (int i = 0; i < team; ++i) {
    double const rate = work / all[static_cast<std::size_t>(i)].best_seconds * 1e-9;
    if (operations > 0)
      std::printf("%7.1f (%.3f) ", rate, rate / peak[i]);
    else
      std::printf("%7.1f GB/s    ", rate);
  }
  std::printf("  x%.3f of x%.3f: %.3f\n", gain, possible, gain / possible);
  std::fflush(stdout);
}

template <std::size_t T, bool Causal>
void attention(char const* name, char const* only, double seconds) {
  constexpr std::size_t heads = 8, features = 64;
  auto const q = tenon::random_normal<float, batch<1>, head<heads>, seq<T>, head_dim<features>>(1);
  auto const k = tenon::random_normal<float, batch<1>, head<heads>, key<T>, head_dim<features>>(2);
  auto const v = tenon::random_normal<float, batch<1>, head<heads>, key<T>, head_dim<features>>(3);
  double const pairs = Causal ? 0.5 * T * (T + 1) : static_cast<double>(T) * T;
  measure(name, only, seconds, 4.0 * heads * features * pairs, 0, [&] {
    auto const scores = tenon::dot<head_dim>(q, k) * (1 / std::sqrt(static_cast<float>(features)));
    if constexpr (Causal)
      return tenon::dot<key>(
          tenon::softmax<key>(tenon::where(tenon::causal<seq, key>(), scores, -std::numeric_limits<float>::infinity())),
          v);
    else
      return tenon::dot<key>(tenon::softmax<key>(scores), v);
  });
}

/// A pre-norm block of a transformer, as one expression.
template <std::size_t T, std::size_t D, std::size_t H>
void transformer_block(char const* name, char const* only, double seconds) {
  auto const b = std::make_shared<block<T, D, H, 4 * D>>();
  measure(name, only, seconds, 24.0 * T * D * D + 4.0 * D * (T * (T + 1) / 2.0), 0, [b] { return b->whole(); });
}

}  // namespace

int main(int argc, char** argv) {
  double const seconds = argc > 1 ? std::atof(argv[1]) : 1;
  char const* const only = argc > 2 ? argv[2] : nullptr;
  omp_set_dynamic(0);
  settle();
  std::printf("%-34s %9s %9s     one thread: GFLOP/s (of peak), two threads, gain of the gain of the peak\n", "", "one",
              "two");
  attention<1024, false>("attention 1x8x1024x64", only, seconds);
  attention<1024, true>("causal 1x8x1024x64", only, seconds);
  attention<128, false>("attention 1x8x128x64", only, seconds);
  transformer_block<1024, 768, 12>("block 1x1024x768, 12 heads", only, seconds);
  transformer_block<512, 256, 4>("block 1x512x256, 4 heads", only, seconds);
  auto const a = tenon::random_normal<float, seq<1024>, embed<768>>(1);
  auto const b = tenon::random_normal<float, embed<768>, hidden<768>>(2);
  measure("dot 1024x768x768", only, seconds, 2.0 * 1024 * 768 * 768, 0, [&] { return tenon::dot<embed>(a, b); });
  auto const c = tenon::random_normal<float, seq<200>, embed<64>>(1);
  auto const d = tenon::random_normal<float, embed<64>, hidden<512>>(2);
  measure("dot 200x512x64", only, seconds, 2.0 * 200 * 512 * 64, 0, [&] { return tenon::dot<embed>(c, d); });
  auto const rows = tenon::random_normal<float, seq<4096>, key<4096>>(1);
  measure("softmax 4096x4096", only, seconds, 0, 2.0 * 4 * 4096 * 4096, [&] { return tenon::softmax<key>(rows); });
  measure("gelu 4096x4096", only, seconds, 0, 2.0 * 4 * 4096 * 4096, [&] { return tenon::gelu(rows); });
  measure("sum 4096x4096, of rows", only, seconds, 0, 4.0 * 4096 * 4096, [&] { return tenon::sum<key>(rows); });
  return 0;
}
