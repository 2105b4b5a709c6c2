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
constexpr std::size_t rows = 64, features = 16;  // rows of a page

/// Keys or values, [key, head_dim], on pages of which some can be hidden. Any row can be the first of a page.
template <std::size_t Keys>
class guarded {
 public:
  static constexpr std::size_t pages = Keys / rows + 2;

  guarded(std::size_t first_of_page, unsigned seed) : before_{(rows - first_of_page % rows) % rows} {
    void* const mapped = mmap(nullptr, bytes(pages), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    REQUIRE(mapped != MAP_FAILED);
    data_ = static_cast<float*>(mapped);
    auto const x = tenon::random_normal<float, key<Keys>, head_dim<features>>(seed);
    std::copy(x.begin(), x.end(), data_ + before_ * features);
  }
  ~guarded() { munmap(data_, bytes(pages)); }
  guarded(guarded const&) = delete;
  guarded& operator=(guarded const&) = delete;

  /// Hides the pages that hold only rows of [first, end) or nothing.
  void hide(std::size_t first, std::size_t end) {
    for (std::size_t page = 0; page < pages; ++page) {
      std::size_t const from = std::max(page * rows, before_), to = std::min((page + 1) * rows, before_ + Keys);
      if (from < to && (from < before_ + first || to > before_ + end)) continue;
      REQUIRE(mprotect(data_ + page * rows * features, bytes(1), PROT_NONE) == 0);
    }
  }
  [[nodiscard]] auto view() const {
    return tenon::view<float const, key<Keys>, head_dim<features>>(data_ + before_ * features);
  }

 private:
  static constexpr std::size_t bytes(std::size_t count) { return count * rows * features * sizeof(float); }
  std::size_t before_;
  float* data_;
};

/// A run of keys that no query sees, and which of its ends begins a page.
struct run {
  std::size_t first;
  std::size_t end;
  std::size_t edge;
};

/// Attention in plain loops; what is masked is asked of the library.
template <std::size_t Queries, std::size_t Keys, class Mask, class Y>
void compare(Mask const& mask, Y const& y) {
  auto const q = tenon::random_normal<float, seq<Queries>, head_dim<features>>(2);
  auto const k = tenon::random_normal<float, key<Keys>, head_dim<features>>(3);
  auto const v = tenon::random_normal<float, key<Keys>, head_dim<features>>(4);
  auto const any = tenon::random_normal<float, seq<Queries>, key<Keys>>(5);
  auto const seen = tenon::evaluate(tenon::where(mask, any, -infinity));
  bool near = true;
  for (std::size_t i = 0; i < Queries; ++i) {
    double sum = 0, expected[features] = {};
    for (std::size_t n = 0; n < Keys; ++n) {
      if (std::isinf(seen.data()[i * Keys + n])) continue;
      double score = 0;
      for (std::size_t d = 0; d < features; ++d) score += q.data()[i * features + d] * k.data()[n * features + d];
      double const weight = std::exp(score);
      sum += weight;
      for (std::size_t d = 0; d < features; ++d) expected[d] += weight * v.data()[n * features + d];
    }
    for (std::size_t d = 0; d < features; ++d) {
      double const want = sum == 0 ? 0 : expected[d] / sum;
      near = near && std::abs(y.data()[i * features + d] - want) < 1e-4;
    }
  }
  CHECK(near);
}

/// Reads no key or value of the runs, as far as pages can tell, and gives the right numbers.
template <std::size_t Queries, std::size_t Keys = 256, class Mask>
void leaves(Mask const& mask, std::initializer_list<run> hidden) {
  auto const q = tenon::random_normal<float, seq<Queries>, head_dim<features>>(2);
  for (run const& r : hidden) {
    INFO(Queries << " queries, hidden are keys " << r.first << " to " << r.end << ", edge " << r.edge);
    guarded<Keys> k{r.edge, 3}, v{r.edge, 4};
    k.hide(r.first, r.end);
    v.hide(r.first, r.end);
    auto const scores = tenon::dot<head_dim>(q, k.view());
    auto const y =
        tenon::evaluate(tenon::dot<key>(tenon::softmax<key>(tenon::where(mask, scores, -infinity)), v.view()));
    compare<Queries, Keys>(mask, y);
  }
}

/// Prefixes, suffixes, and windows of keys, for all queries alike: ends around the tiles, the vector and the blocks.
template <std::size_t Queries, std::size_t Keys>
void at_every_edge() {
  for (int edge : {0, 1, 5, 6, 7, 8, 13, 31, 61, 63, 64, 65, 67, 128, 129}) {
    auto const n = static_cast<std::size_t>(edge);
    leaves<Queries, Keys>(tenon::key_length<key>(edge), {{n, Keys, n}});
    leaves<Queries, Keys>(position<key>() >= edge && position<key>() < edge + 3,
                          {{0, n, n}, {std::min(n + 3, Keys), Keys, n + 3}});
  }
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
  at_every_edge<20, 256>();
  at_every_edge<3, 131>();
}

TEST_CASE("keys that no query of a causal mask or a window sees are not touched") {
  if (!pages_are_rows()) {
    WARN("skipped: pages of this machine are larger than a run of rows");
    return;
  }
  for (int q0 : {0, 1, 61, 64, 100}) {
    auto const first = static_cast<std::size_t>(q0);
    leaves<3>(tenon::causal<seq, key>(q0), {{first + 3, 256, first + 3}});
    leaves<37, 131>(tenon::causal<seq, key>(q0), {{std::min<std::size_t>(first + 37, 131), 131, first + 37}});
  }
  for (int edge : {0, 1, 7, 11, 19}) {
    auto const n = static_cast<std::size_t>(edge);
    leaves<20>(tenon::sliding_window<seq, key>(5) && position<key>() >= edge, {{0, n, n}, {20, 256, 20}});
  }
  // Between two runs, and in the middle of a tile.
  for (int edge : {64, 65, 67, 70}) {
    auto const n = static_cast<std::size_t>(edge);
    leaves<20>(position<key>() < edge || position<key>() >= edge + 64, {{n, n + 64, n}});
    leaves<3>(position<key>() < edge || position<key>() >= edge + 64, {{n, n + 64, n}});
  }
}

#else
TEST_CASE("hidden keys and values are not touched") {
  WARN("skipped: no pages to protect on this system");
}
#endif
