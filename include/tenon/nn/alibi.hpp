// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Attention with linear biases: instead of positions in the input, a penalty on distance, of another slope in each
// head.

#include <cmath>
#include <cstddef>

#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/nn/heads.hpp>

namespace tenon::nn {

// Not in detail, since compilers print it before a broken law's sentence.
namespace by {

/// The slope of head h of n: 2^(−8(h + 1)/n) where n is a power of two. Else the heads up to the power below have its
/// slopes, and the others every second slope of the power above. (Press, Smith and Lewis: Train Short, Test Long, 2022,
/// arXiv 2108.12409, section 3, and `get_slopes` of their code.)
inline double alibi_slope(std::size_t h, std::size_t n) {
  std::size_t power = 1;
  while (2 * power <= n) power *= 2;
  return h < power ? std::exp2(-8 * static_cast<double>(h + 1) / static_cast<double>(power))
                   : std::exp2(-8 * static_cast<double>(2 * (h - power) + 1) / static_cast<double>(2 * power));
}

template <class T, class Heads>
auto alibi_slopes() {
  typename heads<Heads>::template slopes<T> slopes(uninitialized);
  for (std::size_t h = 0; h < slopes.size(); ++h) slopes.data()[h] = static_cast<T>(alibi_slope(h, slopes.size()));
  return slopes;
}

template <class Positions>
struct distance {
  static constexpr bool known = false;
};
template <template <std::size_t> class Query, template <std::size_t> class Key>
struct distance<positions<Query, Key>> {
  static constexpr bool known = DistinctAxes<Query<1>, Key<1>>;
  static auto of_keys() { return position<Key>() - position<Query>(); }
};

/// The type is one of heads, an axis or `grouped<...>`; or of positions.
template <class X>
concept NamesHeads = heads<X>::known;
template <class X>
concept NamesPositions = distance<X>::known;

}  // namespace by

/// A bias for attention: slope · (key's position − query's position), a slope a head, halving from head to head for
/// eight of them. Free in both positions; what lies before the first query (a cache) changes nothing, since softmax
/// does not see what is the same for all keys. Causal: later keys would be preferred, so it stands beside a causal
/// mask. Cost: the slopes are computed once a program. Example: `attention(x, nn::alibi<head<8>, nn::positions<seq,
/// key>>(), causal<seq, key>())`
template <class Heads, class Positions, class T = float>
[[nodiscard]] auto alibi() {
  if constexpr (!by::NamesHeads<Heads> || !by::NamesPositions<Positions>) {
    static_assert(by::NamesHeads<Heads> && by::NamesPositions<Positions>,
                  "tenon: alibi: name the heads, then the positions that ask and are asked, as in "
                  "nn::alibi<head<8>, nn::positions<seq, key>>() [docs/errors.md#layer-arguments]");
    return ill_formed{};
  } else {
    static auto const slopes = by::alibi_slopes<T, Heads>();
    return slopes * cast<T>(by::distance<Positions>::of_keys());
  }
}

}  // namespace tenon::nn
