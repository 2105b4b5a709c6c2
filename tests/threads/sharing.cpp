// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// How work is shared out: each task once, in the threads that OpenMP grants, alone where others are at work already,
// and a task that throws is heard of.

#include "tests/support/catch.hpp"

#include <omp.h>

#include <tenon/tenon.hpp>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace tenon::axes;

namespace {

/// The size of the team that computes the elements of a large tensor, as a function of the user sees it.
int team_seen() {
  static auto const x = tenon::random_normal<float, seq<200>, embed<500>>(1);
  std::atomic<int> seen{0};
  auto const look = [&seen](float v) {
    int const threads = omp_get_num_threads();
    int before = seen.load();
    while (before < threads && !seen.compare_exchange_weak(before, threads)) {}
    return v;
  };
  static_cast<void>(tenon::evaluate(tenon::map(look, x)));
  return seen;
}

}  // namespace

TEST_CASE("each task is done once") {
  omp_set_dynamic(0);
  for (int const threads : {1, 2, 3, 8}) {
    for (std::ptrdiff_t const count : {1, 2, 7, 1000}) {
      for (std::ptrdiff_t const together : {1, 3, 2000}) {
        std::vector<std::atomic<int>> done(static_cast<std::size_t>(count));
        std::atomic<bool> ordered{true};
        tenon::kernel::share_out(count, together, threads, [&](int worker) {
          return [&, worker](std::ptrdiff_t first, std::ptrdiff_t end) {
            if (first >= end || end > count || worker < 0 || worker >= threads) ordered = false;
            for (; first < end; ++first) ++done[static_cast<std::size_t>(first)];
          };
        });
        CHECK(ordered);
        CHECK(std::all_of(done.begin(), done.end(), [](auto const& n) { return n == 1; }));
      }
    }
  }
}

TEST_CASE("as many threads as OpenMP grants") {
  omp_set_dynamic(0);
  for (int const threads : {1, 2, 3}) {
    omp_set_num_threads(threads);
    CHECK(team_seen() == threads);
  }
}

TEST_CASE("inside a parallel region an evaluation stays in its thread") {
  omp_set_dynamic(0);
  omp_set_max_active_levels(3);  // even where nested regions would be granted
  omp_set_num_threads(2);
  std::atomic<int> inside{0}, right{0};
  auto const x = tenon::random_normal<float, seq<300>, embed<400>>(1);
  auto const e = tenon::softmax<embed>(x);
  auto const expected = tenon::evaluate(e);
#pragma omp parallel num_threads(2)
  {
    auto const mine = tenon::evaluate(e);
    if (std::ranges::equal(mine, expected)) ++right;
    static auto const y = tenon::random_normal<float, seq<300>, embed<400>>(2);
    std::atomic<int> level{0};
    auto const look = [&level](float v) {
      level = omp_get_active_level();
      return v;
    };
    static_cast<void>(tenon::evaluate(tenon::map(look, y)));
    if (level == 1) ++inside;
  }
  omp_set_max_active_levels(1);
  CHECK(right == 2);
  CHECK(inside == 2);
}

TEST_CASE("an evaluation inside a shared evaluation") {
  omp_set_dynamic(0);
  omp_set_num_threads(3);
  auto const x = tenon::random_normal<float, seq<30>, embed<400>>(1);
  // The function of the user runs a plan of its own, in whichever thread it is called.
  auto const inner = [&](float v) { return v * static_cast<float>(tenon::max(tenon::abs(x))); };
  auto const outer = tenon::random_normal<float, seq<300>, embed<40>>(2);
  auto const shared = tenon::evaluate(tenon::map(inner, outer));
  omp_set_num_threads(1);
  CHECK(std::ranges::equal(shared, tenon::evaluate(tenon::map(inner, outer))));
}

TEST_CASE("many threads evaluate at once, and one of them at most is helped") {
  omp_set_dynamic(0);
  auto const q = tenon::random_normal<float, seq<200>, head_dim<16>>(1);
  auto const k = tenon::random_normal<float, key<250>, head_dim<16>>(2);
  auto const e = tenon::dot<key>(tenon::softmax<key>(tenon::dot<head_dim>(q, k)), k);
  omp_set_num_threads(1);
  auto const expected = tenon::evaluate(e);
  std::atomic<int> right{0}, teams{0}, most{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      omp_set_num_threads(2);
      static thread_local tenon::workspace_for<decltype(e)> memory;
      auto mine = tenon::evaluate(e);
      auto const x = tenon::random_normal<float, seq<200>, embed<300>>(3);
      for (int round = 0; round < 20; ++round) {
        std::fill(mine.begin(), mine.end(), 0.0F);
        tenon::evaluate_into(mine, e, memory);
        if (std::ranges::equal(mine, expected)) ++right;
        auto const look = [&](float v) {
          if (omp_in_parallel() && omp_get_thread_num() == 0) {
            int const now = ++teams;
            int before = most.load();
            while (before < now && !most.compare_exchange_weak(before, now)) {}
            --teams;
          }
          return v;
        };
        static_cast<void>(tenon::evaluate(tenon::map(look, x)));
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(right == 80);
  CHECK(most <= 1);
}

TEST_CASE("what a task throws reaches the caller, and the next evaluation is shared again") {
  omp_set_dynamic(0);
  omp_set_num_threads(3);
  auto const x = tenon::random_normal<float, seq<200>, embed<500>>(1);
  std::atomic<int> calls{0};
  auto const fail = [&calls](float v) {
    if (++calls == 1000) throw std::runtime_error("the thousandth");
    return v;
  };
  for (int round = 0; round < 3; ++round) {
    calls = 0;
    CHECK_THROWS_WITH(tenon::evaluate(tenon::map(fail, x)), "the thousandth");
  }
  CHECK(team_seen() == 3);
  // Ids are looked at before anything is shared out.
  tenon::tensor<int, key<2000>> ids;
  ids(1999) = 200;
  CHECK_THROWS_AS(tenon::evaluate(tenon::take<seq>(x, ids)), std::out_of_range);
}
