// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The plain loops that the others are compared with, in numbers and in time: what one writes without a library, the
// innermost loop over contiguous memory. Those of the blog's layer are examples/plain/self_attention.hpp.

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "examples/plain/self_attention.hpp"

namespace tenon::bench::loops {

using std::size_t;

/// Rows of a matrix: from one to the next, and from one head to the next.
struct strides {
  size_t row, head;
};

/// Attention of `heads` heads of D features over T positions; `weights` holds T floats.
inline void attention(float* out, float const* q, float const* k, float const* v, size_t heads, size_t T, size_t D,
                      strides s, bool causal, float* weights) {
  float const scale = 1.0f / std::sqrt(static_cast<float>(D));
  for (size_t h = 0; h < heads; ++h) {
    for (size_t i = 0; i < T; ++i) {
      float const* const query = q + h * s.head + i * s.row;
      size_t const visible = causal ? i + 1 : T;
      for (size_t j = 0; j < visible; ++j) {
        float const* const key = k + h * s.head + j * s.row;
        float score = 0;
        for (size_t d = 0; d < D; ++d) score += query[d] * key[d];
        weights[j] = score * scale;
      }
      ::plain::softmax(weights, visible);
      float* const result = out + h * s.head + i * s.row;
      for (size_t d = 0; d < D; ++d) result[d] = 0;
      for (size_t j = 0; j < visible; ++j) {
        float const* const value = v + h * s.head + j * s.row;
        for (size_t d = 0; d < D; ++d) result[d] += weights[j] * value[d];
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

inline void gelu(float* y, float const* x, size_t n) {
  for (size_t i = 0; i < n; ++i) y[i] = 0.5f * x[i] * (1.0f + std::erf(x[i] * 0.70710678f));
}

}  // namespace tenon::bench::loops
