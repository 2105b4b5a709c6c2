// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// evaluate_into asks for no memory with threads either, in any of them: this program replaces operator new. (The
// threads themselves are the runtime's, and are there already.)

#include "tests/support/catch.hpp"

#include <omp.h>

#include <tenon/tenon.hpp>

#include <atomic>
#include <cstdlib>
#include <limits>
#include <memory>
#include <new>

namespace {
std::atomic<std::size_t> requests{0};

void* counted(std::size_t bytes, std::size_t alignment) {
  ++requests;
  void* const p = std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment);
  if (p == nullptr) std::abort();
  return p;
}
}  // namespace

void* operator new(std::size_t bytes) {
  return counted(bytes, 16);
}
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  return counted(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* p) noexcept {
  std::free(p);
}
void operator delete(void* p, std::size_t) noexcept {
  std::free(p);
}
void operator delete(void* p, std::align_val_t) noexcept {
  std::free(p);
}
void operator delete(void* p, std::size_t, std::align_val_t) noexcept {
  std::free(p);
}

using namespace tenon::axes;

TEST_CASE("evaluate_into allocates nothing in any thread") {
  omp_set_dynamic(0);
  auto const q = tenon::random_normal<float, seq<301>, head_dim<40>>(1);
  auto const k = tenon::random_normal<float, key<301>, head_dim<40>>(2);
  auto const w = tenon::random_normal<float, head_dim<40>, hidden<203>>(3);
  auto const scores =
      tenon::where(tenon::causal<seq, key>(), tenon::dot<head_dim>(q, k), -std::numeric_limits<float>::infinity());
  auto const e = tenon::softmax<hidden>(tenon::dot<head_dim>(tenon::dot<key>(tenon::softmax<key>(scores), k), w));
  auto const memory = std::make_unique<tenon::workspace_for<decltype(e)>>();
  tenon::tensor<float, seq<301>, hidden<203>> out;
  // More threads than the workspace has room for, and fewer.
  for (int const threads : {2, 3, static_cast<int>(tenon::config::workspace_threads) + 5}) {
    omp_set_num_threads(threads);
    std::size_t const before = requests;
    tenon::evaluate_into(out, e, *memory);
    CHECK(requests == before);
  }
  // Assignment grows the workspace of the calling thread, once, and none of the others'.
  out = e;
  std::size_t const before = requests;
  out = e;
  CHECK(requests == before);
}
