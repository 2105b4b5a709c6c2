// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Self-attention in ordinary loops, without tenon: what the fused plan is compared with, in numbers and in time.
// All tensors are row-major arrays of floats; the names of the sizes are those of tenon's axes.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace plain {

struct sizes {
  std::size_t batch, seq, embed, head, head_dim;
};

// y[row][out] = bias[out] + sum over in of x[row][in] * kernel[in][out]
inline void dense(float* y, float const* x, float const* kernel, float const* bias, std::size_t rows, std::size_t in,
                  std::size_t out) {
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t o = 0; o < out; ++o) y[row * out + o] = bias[o];
    for (std::size_t i = 0; i < in; ++i) {
      for (std::size_t o = 0; o < out; ++o) y[row * out + o] += x[row * in + i] * kernel[i * out + o];
    }
  }
}

// x[0..n) becomes exp(x) / sum of exp(x)
inline void softmax(float* x, std::size_t n) {
  float largest = x[0];
  for (std::size_t i = 1; i < n; ++i) largest = std::max(largest, x[i]);
  float sum = 0;
  for (std::size_t i = 0; i < n; ++i) {
    x[i] = std::exp(x[i] - largest);
    sum += x[i];
  }
  for (std::size_t i = 0; i < n; ++i) x[i] /= sum;
}

// q, k, v and out are [batch][seq][head][head_dim]; one head of one example at a time.
inline void attention(float* out, float const* q, float const* k, float const* v, sizes n) {
  std::size_t const width = n.head * n.head_dim;  // from one position to the next
  float const scale = 1.0f / std::sqrt(static_cast<float>(n.head_dim));
  std::vector<float> weights(n.seq);
  for (std::size_t b = 0; b < n.batch; ++b) {
    for (std::size_t h = 0; h < n.head; ++h) {
      std::size_t const first = b * n.seq * width + h * n.head_dim;
      for (std::size_t query = 0; query < n.seq; ++query) {
        for (std::size_t key = 0; key < n.seq; ++key) {
          float score = 0;
          for (std::size_t d = 0; d < n.head_dim; ++d) {
            score += q[first + query * width + d] * k[first + key * width + d];
          }
          weights[key] = score * scale;
        }
        softmax(weights.data(), n.seq);
        float* result = out + first + query * width;
        for (std::size_t d = 0; d < n.head_dim; ++d) result[d] = 0;
        for (std::size_t key = 0; key < n.seq; ++key) {
          for (std::size_t d = 0; d < n.head_dim; ++d) result[d] += weights[key] * v[first + key * width + d];
        }
      }
    }
  }
}

}  // namespace plain
