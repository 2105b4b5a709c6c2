// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Keys and values that a mask hides from every query are not read: they stand on pages that nobody may read.

#include <tenon/tenon.hpp>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>

#include "tests/support/catch.hpp"

#if __has_include(<sys/mman.h>)
#include <sys/mman.h>
#include <unistd.h>

using namespace tenon::axes;
using tenon::position;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr std::size_t pages = 4, rows = 64, features = 16, keys = pages * rows;

/// [key, head_dim] on four pages or runs of pages, of which some can be hidden.
class guarded {
 public:
  guarded() {
    void* const mapped =
        mmap(nullptr, keys * features * sizeof(float), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    REQUIRE(mapped != MAP_FAILED);
    data_ = static_cast<float*>(mapped);
    auto const x = tenon::random_normal<float, key<keys>, head_dim<features>>(1);
    std::copy(x.begin(), x.end(), data_);
  }
  ~guarded() { munmap(data_, keys * features * sizeof(float)); }
  guarded(guarded const&) = delete;
  guarded& operator=(guarded const&) = delete;

  /// From now on only the pages named may be read.
  void allow(std::initializer_list<std::size_t> readable) {
    hide(0, pages, PROT_NONE);
    for (std::size_t page : readable) hide(page, 1, PROT_READ);
  }
  [[nodiscard]] auto view() const { return tenon::view<float const, key<keys>, head_dim<features>>(data_); }

 private:
  void hide(std::size_t page, std::size_t count, int access) {
    REQUIRE(mprotect(data_ + page * rows * features, count * rows * features * sizeof(float), access) == 0);
  }
  float* data_;
};

/// Reads the pages named and no others, and gives numbers.
template <std::size_t Queries, class Mask>
void reads_only(std::initializer_list<std::size_t> readable, Mask const& mask) {
  guarded k, v;
  k.allow(readable);
  v.allow(readable);
  auto const q = tenon::random_normal<float, seq<Queries>, head_dim<features>>(2);
  auto const scores = tenon::dot<head_dim>(q, k.view());
  auto const y = tenon::evaluate(tenon::dot<key>(tenon::softmax<key>(tenon::where(mask, scores, -infinity)), v.view()));
  for (float value : y) CHECK(std::isfinite(value));
}

bool pages_are_rows() {
  return rows * features * sizeof(float) % static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) == 0;
}

}  // namespace

TEST_CASE("hidden keys and values are not touched") {
  if (!pages_are_rows()) {
    WARN("skipped: pages of this machine are larger than a run of rows");
    return;
  }
  reads_only<20>({0}, tenon::key_length<key>(64));
  reads_only<20>({0}, tenon::key_length<key>(1));
  reads_only<20>({}, tenon::key_length<key>(0));
  reads_only<64>({0}, tenon::causal<seq, key>());
  reads_only<3>({0}, tenon::causal<seq, key>(61));
  reads_only<20>({3}, position<key>() >= 192);
  reads_only<20>({1, 3}, (position<key>() >= 64 && position<key>() < 128) || position<key>() >= 200);
  reads_only<20>({2}, (tenon::sliding_window<seq, key>(5) && position<key>() < 0) || position<key>() / 64 == 2);
}

#else
TEST_CASE("hidden keys and values are not touched") {
  WARN("skipped: no pages to protect on this system");
}
#endif
