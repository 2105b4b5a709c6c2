// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Which token is next, given the logits of all. The same options and the same logits give the same tokens on every
// machine, as far as std::exp agrees.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <span>
#include <stdexcept>
#include <vector>

namespace stories {

struct sampling {
  float temperature = 0;   ///< logits are divided by it; 0: always the best token (greedy), and the seed is not used
  float top_p = 1;         ///< only the likeliest tokens whose probabilities together reach it; 1: all tokens
  std::uint64_t seed = 0;  ///< of splitmix64, one number a token
};

class sampler {
 public:
  sampler(sampling how, std::size_t vocabulary)
      : how_(how), state_(how.seed), probability_(vocabulary), order_(vocabulary) {
    if (!(how.temperature >= 0 && std::isfinite(how.temperature)))
      throw std::invalid_argument("temperature: a number from 0 on is wanted");
    if (!(how.top_p > 0 && how.top_p <= 1))
      throw std::invalid_argument("top_p: a number above 0 and not above 1 is wanted");
  }

  /// The next token. Allocates nothing; throws std::runtime_error where a logit is no number, as broken weights give.
  [[nodiscard]] int operator()(std::span<float const> logits) {
    auto const best = std::max_element(logits.begin(), logits.end());  // the first, where several are best
    if (!std::isfinite(*best) || std::any_of(logits.begin(), logits.end(), [](float x) { return std::isnan(x); }))
      throw std::runtime_error("the model gives logits that are no numbers; its weights are broken");
    if (how_.temperature == 0) return static_cast<int>(best - logits.begin());
    float sum = 0;
    for (std::size_t i = 0; i < logits.size(); ++i) {
      probability_[i] = std::exp((logits[i] - *best) / how_.temperature);
      sum += probability_[i];
    }
    std::iota(order_.begin(), order_.end(), 0);
    std::size_t kept = order_.size();
    if (how_.top_p < 1) {  // the likeliest first, of equals the one that is named first
      std::sort(order_.begin(), order_.end(), [this](int a, int b) {
        float const p = probability(a), q = probability(b);
        return p != q ? p > q : a < b;
      });
      float reached = 0;
      for (kept = 0; kept < order_.size() && reached < how_.top_p * sum; ++kept) reached += probability(order_[kept]);
      sum = reached;
    }
    float rest = uniform() * sum;
    for (std::size_t i = 0; i < kept; ++i) {
      rest -= probability(order_[i]);
      if (rest < 0) return order_[i];
    }
    return order_[kept - 1];  // rounding left something over
  }

 private:
  [[nodiscard]] float probability(int token) const { return probability_[static_cast<std::size_t>(token)]; }
  /// In [0, 1), of 24 bits.
  float uniform() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return static_cast<float>((z ^ (z >> 31)) >> 40) * 0x1p-24f;
  }

  sampling how_;
  std::uint64_t state_;
  std::vector<float> probability_;  // not divided by their sum
  std::vector<int> order_;
};

}  // namespace stories
