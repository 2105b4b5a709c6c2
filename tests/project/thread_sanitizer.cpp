// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Run under ThreadSanitizer: many threads evaluate the same expressions at once, each into its own result, and with
// TENON_OPENMP each evaluation is shared out besides, where no other is at the moment.

#include <tenon/tenon.hpp>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <thread>
#include <vector>

#if defined(TENON_OPENMP)
#include <omp.h>
#endif

using namespace tenon::axes;

namespace {

/// Evaluates in the calling thread and in several at once; returns how many results differ.
template <class E>
int differences(E const& e) {
  auto const expected = tenon::evaluate(e);
  std::vector<int> wrong(3, 0);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < wrong.size(); ++i) {
    threads.emplace_back([&, i] {
#if defined(TENON_OPENMP)
      omp_set_num_threads(2);
#endif
      auto mine = tenon::evaluate(e);
      for (int round = 0; round < 3; ++round) {
        mine = e;
        wrong[i] += std::ranges::equal(mine, expected) ? 0 : 1;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  return wrong[0] + wrong[1] + wrong[2] + (std::ranges::equal(tenon::evaluate(e), expected) ? 0 : 1);
}

}  // namespace

int main() {
#if defined(TENON_OPENMP)
  omp_set_dynamic(0);
  omp_set_num_threads(3);
#endif
  auto const q = tenon::random_normal<float, head<2>, seq<150>, head_dim<24>>(1);
  auto const k = tenon::random_normal<float, head<2>, key<150>, head_dim<24>>(2);
  auto const x = tenon::random_normal<float, seq<300>, embed<70>>(3);
  auto const w = tenon::random_normal<float, embed<70>, hidden<90>>(4);
  auto const ids = tenon::random_uniform<int, key<1000>>(5, 0, 300);
  auto const scores = tenon::dot<head_dim>(q, k) * 0.2F;
  int wrong = 0;
  wrong += differences(tenon::dot<key>(
      tenon::softmax<key>(tenon::where(tenon::causal<seq, key>(), scores, -std::numeric_limits<float>::infinity())),
      k));
  // A normalized input that two products share, and rows after them.
  auto const h = tenon::rms_norm<embed>(x, tenon::random_normal<float, embed<70>>(6));
  wrong += differences(tenon::softmax<hidden>(tenon::dot<embed>(h, w) * tenon::gelu(tenon::dot<embed>(h, w + 1.0F))));
  wrong += differences(tenon::sum<seq>(tenon::exp(x)));
  wrong += differences(tenon::take<seq>(x, ids));
  std::printf("%d wrong results\n", wrong);
  return wrong != 0;
}
