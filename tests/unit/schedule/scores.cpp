// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The scores that streaming attention computes, by counting: each once where nothing is masked, and of what a mask
// rules out, none beyond the tiles that its border crosses.

#include <tenon/tenon.hpp>

#include <limits>

#include "tests/support/catch.hpp"

using namespace tenon::axes;
using tenon::position;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
/// A tile has at most two vectors of queries and eight keys.
constexpr long tile_queries = 2 * static_cast<long>(tenon::config::vector_bytes / sizeof(float)), tile_keys = 8;

/// Attention whose score function counts what it is asked for.
template <std::size_t B, std::size_t Queries, std::size_t Keys>
struct counted {
  tenon::tensor<float, batch<B>, seq<Queries>, head_dim<8>> q =
      tenon::random_normal<float, batch<B>, seq<Queries>, head_dim<8>>(1);
  tenon::tensor<float, batch<B>, key<Keys>, head_dim<8>> k =
      tenon::random_normal<float, batch<B>, key<Keys>, head_dim<8>>(2);

  /// The number of scores computed for what `scores` makes of them.
  template <class Scores>
  long scores(Scores const& scores) const {
    long n = 0;
    auto const count = [&n](float s) {
      ++n;
      return s;
    };
    auto const e = tenon::dot<key>(tenon::softmax<key>(scores(tenon::map(count, tenon::dot<head_dim>(q, k)))), k);
    static_assert(tenon::plan_of<decltype(e)>::template uses<tenon::kernel::attention>);
    (void)tenon::evaluate(e);
    return n;
  }
  template <class Mask>
  long masked(Mask const& mask) const {
    return scores([&](auto const& s) { return tenon::where(mask, s, -infinity); });
  }
};

template <std::size_t Queries, std::size_t Keys>
void all_once() {
  INFO(Queries << " queries, " << Keys << " keys");
  CHECK(counted<2, Queries, Keys>{}.scores([](auto const& s) { return s; }) == 2 * Queries * Keys);
}

constexpr long n = 256;
counted<1, n, n> const& square() {
  static counted<1, n, n> const in;
  return in;
}
/// At least the pairs that are visible; at most those in tiles that hold one.
void is_between(long computed, long visible, long most) {
  CHECK(computed >= visible);
  CHECK(computed <= most);
}

}  // namespace

TEST_CASE("every score once, also where queries do not fill the lanes") {
  all_once<1, 45>();
  all_once<5, 7>();
  all_once<16, 16>();
  all_once<20, 20>();
  all_once<33, 130>();
}

TEST_CASE("causal: half of the scores and the tiles on the diagonal") {
  is_between(square().masked(tenon::causal<seq, key>()), n * (n + 1) / 2,
             n * n / 2 + n * (tile_queries + tile_keys) / 2 + n * tile_keys);
  is_between(square().masked(tenon::causal<seq, key>(-100)), (n - 100) * (n - 99) / 2,
             (n - 100) * (n - 100) / 2 + n * (tile_queries + 2 * tile_keys));
}

TEST_CASE("a window costs its width, not the number of keys") {
  for (long width : {1L, 16L, 64L}) {
    INFO("width " << width);
    long const most_for_a_query = width + tile_queries + 2 * tile_keys;
    is_between(square().masked(tenon::sliding_window<seq, key>(static_cast<int>(width))), width * (n - width),
               n * most_for_a_query);
  }
  long const wide = counted<1, n, 4 * n>{}.masked(tenon::sliding_window<seq, key>(16));
  CHECK(wide <= square().masked(tenon::sliding_window<seq, key>(16)) + n);  // tiles may be cut elsewhere
}

TEST_CASE("lengths: the keys that there are, to a whole tile") {
  for (int length : {0, 1, 100, 256}) {
    INFO("length " << length);
    is_between(square().masked(tenon::key_length<key>(length)), n * length,
               n * (length + (length == 0 ? 0 : tile_keys)));
  }
  tenon::tensor<int, batch<3>> const lengths{200, 0, 40};
  is_between(counted<3, 32, 256>{}.masked(tenon::key_length<key>(lengths)), 32 * 240, 32 * (240 + 2 * tile_keys));
}

TEST_CASE("masks joined by and, or, not; distances; blocks") {
  long const window = n * (16 + tile_queries + 2 * tile_keys);
  CHECK(square().masked(tenon::causal<seq, key>() && position<seq>() - position<key>() < 16) <= window);
  CHECK(square().masked(tenon::sliding_window<seq, key>(16) || position<key>() < 4) <= window + n * tile_keys);
  CHECK(square().masked(!(position<key>() > position<seq>() || position<key>() + 16 <= position<seq>())) <= window);
  CHECK(square().masked(tenon::abs(position<key>() - position<seq>()) < 8) <= window);
  CHECK(square().masked(position<key>() / 64 == position<seq>() / 64) <= n * (64 + tile_keys));
  CHECK(square().masked(tenon::causal<seq, key>() && tenon::key_length<key>(40)) <= n * (40 + tile_keys));
  CHECK(square().masked(position<key>() < 0) == 0);
  CHECK(square().masked(position<key>() >= 0) == n * n);
}

TEST_CASE("a mask is found in the middle of the functions of the scores") {
  auto const causal = [](auto const& f) { return square().scores(f); };
  long const most = n * n / 2 + n * (tile_queries + tile_keys) / 2 + n * tile_keys;
  auto const bias = tenon::random_normal<float, key<n>>(3);
  CHECK(causal([](auto const& s) { return tenon::where(tenon::causal<seq, key>(), s, -infinity) * 0.5f; }) <= most);
  CHECK(causal([&](auto const& s) { return bias + tenon::where(!tenon::causal<seq, key>(), -infinity, s) / 8; }) <=
        most);
  CHECK(causal([](auto const& s) { return s + tenon::where(tenon::causal<seq, key>(), 0.0f, -infinity); }) <= most);
}
