// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The plain loops that the others are compared with, in numbers and in time: what one writes without a library, the
// innermost loop over contiguous memory. Those of the blog's layer are examples/plain/self_attention.hpp.

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "bench/problem.hpp"
#include "examples/plain/self_attention.hpp"

namespace tenon::bench::loops {

using std::size_t;

/// Attention; `weights` holds as many floats as there are keys.
inline void attention(float* out, attention_problem const& p, float* weights) {
  for (size_t bh = 0; bh < p.batch * p.heads; ++bh) {
    size_t const b = bh / p.heads, h = bh % p.heads;
    for (size_t i = 0; i < p.queries; ++i) {
      size_t const row = b * p.query_count() + h * p.query_head + i * p.row_stride;
      size_t const keys = b * p.key_count() + h * p.key_head;
      float const* const query = p.q + row;
      size_t const first = p.first(i), last = p.last(i);
      for (size_t j = first; j < last; ++j) {
        float const* const key = p.k + keys + j * p.row_stride;
        float score = 0;
        for (size_t d = 0; d < p.features; ++d) score += query[d] * key[d];
        weights[j] = p.only_softmax() ? score * p.scale() : p.score(h, i, j, score * p.scale());
      }
      ::plain::softmax(weights + first, last - first);
      float* const result = out + row;
      for (size_t d = 0; d < p.features; ++d) result[d] = 0;
      for (size_t j = first; j < last; ++j) {
        float const* const value = p.v + keys + j * p.row_stride;
        for (size_t d = 0; d < p.features; ++d) result[d] += weights[j] * value[d];
      }
    }
  }
}

/// c[M][N] = a[M][K] · b[K][N]
inline void product(float* c, float const* a, float const* b, size_t M, size_t N, size_t K) {
  for (size_t i = 0; i < M; ++i) {
    for (size_t j = 0; j < N; ++j) c[i * N + j] = 0;
    for (size_t k = 0; k < K; ++k)
      for (size_t j = 0; j < N; ++j) c[i * N + j] += a[i * K + k] * b[k * N + j];
  }
}

/// c[M][N] = a[M][K] · b[N][K]ᵀ
inline void product_transposed(float* c, float const* a, float const* b, size_t M, size_t N, size_t K) {
  for (size_t i = 0; i < M; ++i) {
    for (size_t j = 0; j < N; ++j) {
      float sum = 0;
      for (size_t k = 0; k < K; ++k) sum += a[i * K + k] * b[j * K + k];
      c[i * N + j] = sum;
    }
  }
}

inline void softmax_rows(float* y, float const* x, size_t rows, size_t n) {
  for (size_t i = 0; i < rows; ++i) {
    std::copy(x + i * n, x + (i + 1) * n, y + i * n);
    ::plain::softmax(y + i * n, n);
  }
}

inline void layer_norm(float* y, float const* x, float const* gain, float const* bias, size_t rows, size_t n) {
  for (size_t i = 0; i < rows; ++i) {
    float const* const r = x + i * n;
    float sum = 0, squares = 0;
    for (size_t j = 0; j < n; ++j) sum += r[j];
    float const mean = sum / static_cast<float>(n);
    for (size_t j = 0; j < n; ++j) squares += (r[j] - mean) * (r[j] - mean);
    float const factor = 1.0f / std::sqrt(squares / static_cast<float>(n) + 1e-5f);
    for (size_t j = 0; j < n; ++j) y[i * n + j] = (r[j] - mean) * factor * gain[j] + bias[j];
  }
}

inline void log_softmax_rows(float* y, float const* x, size_t rows, size_t n) {
  for (size_t i = 0; i < rows; ++i) {
    float const* const r = x + i * n;
    float const largest = *std::max_element(r, r + n);
    float sum = 0;
    for (size_t j = 0; j < n; ++j) sum += std::exp(r[j] - largest);
    float const log_sum = std::log(sum);
    for (size_t j = 0; j < n; ++j) y[i * n + j] = (r[j] - largest) - log_sum;
  }
}

inline void rms_norm(float* y, float const* x, float const* gain, size_t rows, size_t n) {
  for (size_t i = 0; i < rows; ++i) {
    float const* const r = x + i * n;
    float squares = 0;
    for (size_t j = 0; j < n; ++j) squares += r[j] * r[j];
    float const factor = 1.0f / std::sqrt(squares / static_cast<float>(n) + 1e-5f);
    for (size_t j = 0; j < n; ++j) y[i * n + j] = r[j] * factor * gain[j];
  }
}

inline void bias_gelu_residual(float* y, float const* x, float const* bias, size_t rows, size_t n) {
  for (size_t i = 0; i < rows; ++i) {
    for (size_t j = 0; j < n; ++j) {
      float const v = x[i * n + j] + bias[j];
      y[i * n + j] = 0.5f * v * (1.0f + std::erf(v * 0.70710678f)) + x[i * n + j];
    }
  }
}

inline void gelu(float* y, float const* x, size_t n) {
  for (size_t i = 0; i < n; ++i) y[i] = 0.5f * x[i] * (1.0f + std::erf(x[i] * 0.70710678f));
}

}  // namespace tenon::bench::loops
