// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A model of the Llama architecture in ordinary loops, without tenon, in the manner of llama2.c: sizes known at run
// time, one token at a time, every step a loop over a row. What the model of examples/stories is compared with, in
// numbers and in time. (RMSNorm, rotated queries and keys, grouped heads, SwiGLU, classifier shared with the
// embedding.)

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "examples/plain/self_attention.hpp"

namespace plain {

struct llama_sizes {
  std::size_t dim, hidden, layers, heads, kv_heads, vocab, seq;

  [[nodiscard]] std::size_t head_dim() const { return dim / heads; }
  [[nodiscard]] std::size_t kv_dim() const { return kv_heads * head_dim(); }
  [[nodiscard]] std::size_t parameters() const {
    return vocab * dim + layers * (2 * dim + 2 * dim * dim + 2 * dim * kv_dim() + 3 * dim * hidden) + dim;
  }
};

/// Where each array begins in memory that holds them in llama2.c's order. Matrices are [out][in].
struct llama_weights {
  float const *embedding, *attention_norm, *query, *key, *value, *output, *ffn_norm, *gate, *down, *up, *final_norm;

  llama_weights(llama_sizes const& n, float const* p) {
    auto const next = [&p](std::size_t count) {
      float const* const begin = p;
      p += count;
      return begin;
    };
    embedding = next(n.vocab * n.dim);
    attention_norm = next(n.layers * n.dim);
    query = next(n.layers * n.dim * n.dim);
    key = next(n.layers * n.kv_dim() * n.dim);
    value = next(n.layers * n.kv_dim() * n.dim);
    output = next(n.layers * n.dim * n.dim);
    ffn_norm = next(n.layers * n.dim);
    gate = next(n.layers * n.hidden * n.dim);
    down = next(n.layers * n.dim * n.hidden);
    up = next(n.layers * n.hidden * n.dim);
    final_norm = next(n.dim);
  }
};

// y[out] = sum over in of w[out][in] * x[in]
inline void matrix_times(float* y, float const* w, float const* x, std::size_t out, std::size_t in) {
  for (std::size_t o = 0; o < out; ++o) {
    float sum = 0;
    for (std::size_t i = 0; i < in; ++i) sum += w[o * in + i] * x[i];
    y[o] = sum;
  }
}

inline void rms_norm(float* y, float const* x, float const* gain, std::size_t n) {
  float squares = 0;
  for (std::size_t i = 0; i < n; ++i) squares += x[i] * x[i];
  float const factor = 1.0f / std::sqrt(squares / static_cast<float>(n) + 1e-5f);
  for (std::size_t i = 0; i < n; ++i) y[i] = gain[i] * (factor * x[i]);
}

// Turns the pairs (2i, 2i + 1) of each head; cosine and sine have one number a pair.
inline void rotate(float* x, std::size_t heads, std::size_t head_dim, float const* cosine, float const* sine) {
  for (std::size_t h = 0; h < heads; ++h) {
    for (std::size_t i = 0; i < head_dim / 2; ++i) {
      float* const pair = x + h * head_dim + 2 * i;
      float const a = pair[0], b = pair[1];
      pair[0] = a * cosine[i] - b * sine[i];
      pair[1] = a * sine[i] + b * cosine[i];
    }
  }
}

class llama {
 public:
  llama(llama_sizes const& sizes, llama_weights const& weights)
      : n(sizes),
        w(weights),
        x(n.dim),
        normed(n.dim),
        query(n.dim),
        mixed(n.dim),
        gate(n.hidden),
        up(n.hidden),
        scores(n.seq),
        keys(n.layers * n.seq * n.kv_dim()),
        values(n.layers * n.seq * n.kv_dim()),
        logits(n.vocab),
        cosine(n.seq * n.head_dim() / 2),
        sine(cosine.size()) {
    std::size_t const pairs = n.head_dim() / 2;
    for (std::size_t t = 0; t < n.seq; ++t) {
      for (std::size_t i = 0; i < pairs; ++i) {
        double const angle =
            static_cast<double>(t) * std::pow(10000.0, -static_cast<double>(i) / static_cast<double>(pairs));
        cosine[t * pairs + i] = static_cast<float>(std::cos(angle));
        sine[t * pairs + i] = static_cast<float>(std::sin(angle));
      }
    }
  }

  /// The logits after a token at a position; tokens at the positions before it must have been given before.
  float const* forward(int token, std::size_t position) {
    read(token, position);
    rms_norm(normed.data(), x.data(), w.final_norm, n.dim);
    matrix_times(logits.data(), w.embedding, normed.data(), n.vocab, n.dim);
    return logits.data();
  }
  /// The same without logits, for all tokens of a prompt but the last.
  void read(int token, std::size_t position) {
    std::copy_n(w.embedding + static_cast<std::size_t>(token) * n.dim, n.dim, x.data());
    for (std::size_t layer = 0; layer < n.layers; ++layer) {
      attend(layer, position);
      feed_forward(layer);
    }
  }

 private:
  void attend(std::size_t layer, std::size_t position) {
    std::size_t const kv_dim = n.kv_dim(), head_dim = n.head_dim(), group = n.heads / n.kv_heads;
    float* const layer_keys = keys.data() + layer * n.seq * kv_dim;
    float* const layer_values = values.data() + layer * n.seq * kv_dim;
    float* const key = layer_keys + position * kv_dim;
    rms_norm(normed.data(), x.data(), w.attention_norm + layer * n.dim, n.dim);
    matrix_times(query.data(), w.query + layer * n.dim * n.dim, normed.data(), n.dim, n.dim);
    matrix_times(key, w.key + layer * kv_dim * n.dim, normed.data(), kv_dim, n.dim);
    matrix_times(layer_values + position * kv_dim, w.value + layer * kv_dim * n.dim, normed.data(), kv_dim, n.dim);
    std::size_t const angles = position * head_dim / 2;
    rotate(query.data(), n.heads, head_dim, cosine.data() + angles, sine.data() + angles);
    rotate(key, n.kv_heads, head_dim, cosine.data() + angles, sine.data() + angles);
    float const scale = 1.0f / std::sqrt(static_cast<float>(head_dim));
    for (std::size_t h = 0; h < n.heads; ++h) {
      std::size_t const column = h / group * head_dim;  // of the kv head
      float const* const q = query.data() + h * head_dim;
      for (std::size_t t = 0; t <= position; ++t) {
        float score = 0;
        for (std::size_t d = 0; d < head_dim; ++d) score += q[d] * layer_keys[t * kv_dim + column + d];
        scores[t] = score * scale;
      }
      softmax(scores.data(), position + 1);
      float* const out = mixed.data() + h * head_dim;
      std::fill_n(out, head_dim, 0.0f);
      for (std::size_t t = 0; t <= position; ++t)
        for (std::size_t d = 0; d < head_dim; ++d) out[d] += scores[t] * layer_values[t * kv_dim + column + d];
    }
    matrix_times(normed.data(), w.output + layer * n.dim * n.dim, mixed.data(), n.dim, n.dim);
    for (std::size_t i = 0; i < n.dim; ++i) x[i] += normed[i];
  }
  void feed_forward(std::size_t layer) {
    std::size_t const matrix = layer * n.dim * n.hidden;
    rms_norm(normed.data(), x.data(), w.ffn_norm + layer * n.dim, n.dim);
    matrix_times(gate.data(), w.gate + matrix, normed.data(), n.hidden, n.dim);
    matrix_times(up.data(), w.up + matrix, normed.data(), n.hidden, n.dim);
    for (std::size_t i = 0; i < n.hidden; ++i) gate[i] = gate[i] / (1.0f + std::exp(-gate[i])) * up[i];
    matrix_times(normed.data(), w.down + matrix, gate.data(), n.dim, n.hidden);
    for (std::size_t i = 0; i < n.dim; ++i) x[i] += normed[i];
  }

  llama_sizes n;
  llama_weights w;
  std::vector<float> x, normed, query, mixed, gate, up, scores, keys, values, logits, cosine, sine;
};

}  // namespace plain
