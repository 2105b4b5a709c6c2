// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Problems in pointers and numbers: what plain loops, Eigen and the other rivals are given.

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace tenon::bench {

/// c[m][n] = a[m][k] · b[k][n]; `transposed`: b is stored [n][k].
struct product_problem {
  float const *a, *b;
  std::size_t m, n, k;
  bool transposed = false;
};

/// Softmax, layer norm (with gain and bias) or gelu of rows of n elements.
struct rows_problem {
  enum class kind { softmax, layer_norm, gelu } what;
  float const* x;
  std::size_t rows, n;
  float const *gain = nullptr, *bias = nullptr;
};

/// The blog's layer: three projections with bias, heads, attention; the result is [batch, seq, heads · head_dim].
struct layer_problem {
  float const* x;                    // [batch, seq, embed]
  float const *query, *key, *value;  // [embed, width]
  float const *query_bias, *key_bias, *value_bias;
  std::size_t batch, seq, embed, heads, width;
};

/// A pre-norm block: x + attention(norm(x)), then + feed-forward of the norm of that; gelu between its two products.
struct block_problem {
  float const* x;  // [seq, embed]
  float const *gain1, *shift1, *gain2, *shift2;
  float const *query, *key, *value, *out;  // [embed, embed]
  float const *query_bias, *key_bias, *value_bias, *out_bias;
  float const *up, *up_bias;      // [embed, inner]
  float const *down, *down_bias;  // [inner, embed]
  std::size_t seq, embed, heads, inner;
  bool causal = true, tanh_gelu = false;
  float epsilon = 1e-5f;
};

/// Attention, softmax(f(q · kᵀ / √features)) · v. Queries and results have one order, keys and values another of the
/// same kind: from a position to the next `row_stride`, from a head to the next `query_head` or `key_head`, examples
/// follow each other.
struct attention_problem {
  float const *q, *k, *v;
  std::size_t batch, heads, queries, keys, features;
  std::size_t row_stride, query_head, key_head;

  bool causal = false;
  std::size_t window = 0;        ///< with causal: so many positions, itself included; 0: all
  float cap = 0;                 ///< cap · tanh(score / cap)
  float const* slope = nullptr;  ///< of each head: slope · (key - query) is added
  float const* bias = nullptr;   ///< added last
  std::size_t bias_query = 0, bias_key = 0;

  [[nodiscard]] std::size_t query_count() const { return heads * queries * features; }  // an example
  [[nodiscard]] std::size_t key_count() const { return heads * keys * features; }
  [[nodiscard]] float scale() const { return 1.0f / std::sqrt(static_cast<float>(features)); }
  [[nodiscard]] bool positions_first() const { return row_stride != features || heads == 1; }
  [[nodiscard]] bool only_softmax() const { return cap == 0 && slope == nullptr && bias == nullptr; }
  /// The keys that query i sees: [first, last).
  [[nodiscard]] std::size_t first(std::size_t i) const {
    return causal && window > 0 && i + 1 > window ? i + 1 - window : 0;
  }
  [[nodiscard]] std::size_t last(std::size_t i) const { return causal ? std::min(i + 1, keys) : keys; }
  [[nodiscard]] double visible_pairs() const {  // of a head
    double sum = 0;
    for (std::size_t i = 0; i < queries; ++i) sum += static_cast<double>(last(i) - first(i));
    return sum;
  }
  /// f of a scaled score.
  [[nodiscard]] float score(std::size_t h, std::size_t i, std::size_t j, float s) const {
    if (cap != 0) s = cap * std::tanh(s / cap);
    if (slope != nullptr) s += slope[h] * (static_cast<float>(j) - static_cast<float>(i));
    if (bias != nullptr) s += bias[i * bias_query + j * bias_key];
    return s;
  }
};

}  // namespace tenon::bench
