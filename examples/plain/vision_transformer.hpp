// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A vision transformer in ordinary loops, without tenon: one 8 × 8 image at a time, weights [out][in] as in the file.
// What the model of examples/06_digits.cpp is compared with, in numbers and in time.

#include <array>
#include <cmath>
#include <cstddef>

#include "self_attention.hpp"

namespace plain {

struct vision_block_weights {
  float const *norm_1_gain, *norm_1_bias, *query, *query_bias, *key, *key_bias, *value, *value_bias, *out, *out_bias;
  float const *norm_2_gain, *norm_2_bias, *up, *up_bias, *down, *down_bias;
};
struct vision_weights {
  float const *patch, *patch_bias, *class_token, *positions, *norm_gain, *norm_bias, *head, *head_bias;
  std::array<vision_block_weights, 2> blocks;
};

// y[row][out] = bias[out] + sum over in of x[row][in] * weight[out][in]
inline void linear(float* y, float const* x, float const* weight, float const* bias, std::size_t rows, std::size_t in,
                   std::size_t out) {
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t o = 0; o < out; ++o) {
      float sum = bias[o];
      for (std::size_t i = 0; i < in; ++i) sum += x[row * in + i] * weight[o * in + i];
      y[row * out + o] = sum;
    }
  }
}

inline void layer_norm(float* y, float const* x, float const* gain, float const* bias, std::size_t rows, std::size_t n,
                       float eps) {
  for (std::size_t row = 0; row < rows; ++row) {
    float const* from = x + row * n;
    float mean = 0, variance = 0;
    for (std::size_t i = 0; i < n; ++i) mean += from[i];
    mean /= static_cast<float>(n);
    for (std::size_t i = 0; i < n; ++i) variance += (from[i] - mean) * (from[i] - mean);
    float const scale = 1 / std::sqrt(variance / static_cast<float>(n) + eps);
    for (std::size_t i = 0; i < n; ++i) y[row * n + i] = (from[i] - mean) * scale * gain[i] + bias[i];
  }
}

/// The ten logits of one image of 8 × 8 numbers.
inline void classify(float* logits, float const* image, vision_weights const& w) {
  constexpr std::size_t T = 17, E = 24, H = 3, D = 8, F = 48;
  float x[T * E], n[T * E], q[T * E], k[T * E], v[T * E], mixed[T * E], inner[T * F], y[T * E];
  for (std::size_t e = 0; e < E; ++e) x[e] = w.class_token[e];
  for (std::size_t p = 0; p < 16; ++p) {
    float pixels[4];
    for (std::size_t i = 0; i < 4; ++i) pixels[i] = image[(p / 4 * 2 + i / 2) * 8 + p % 4 * 2 + i % 2];
    linear(x + (p + 1) * E, pixels, w.patch, w.patch_bias, 1, 4, E);
  }
  for (std::size_t i = 0; i < T * E; ++i) x[i] += w.positions[i];
  for (vision_block_weights const& b : w.blocks) {
    layer_norm(n, x, b.norm_1_gain, b.norm_1_bias, T, E, 1e-6f);
    linear(q, n, b.query, b.query_bias, T, E, E);
    linear(k, n, b.key, b.key_bias, T, E, E);
    linear(v, n, b.value, b.value_bias, T, E, E);
    for (std::size_t h = 0; h < H; ++h) {
      for (std::size_t query = 0; query < T; ++query) {
        float weights[T];
        for (std::size_t key = 0; key < T; ++key) {
          float score = 0;
          for (std::size_t d = 0; d < D; ++d) score += q[query * E + h * D + d] * k[key * E + h * D + d];
          weights[key] = score / std::sqrt(static_cast<float>(D));
        }
        softmax(weights, T);
        for (std::size_t d = 0; d < D; ++d) {
          float sum = 0;
          for (std::size_t key = 0; key < T; ++key) sum += weights[key] * v[key * E + h * D + d];
          mixed[query * E + h * D + d] = sum;
        }
      }
    }
    linear(y, mixed, b.out, b.out_bias, T, E, E);
    for (std::size_t i = 0; i < T * E; ++i) x[i] += y[i];
    layer_norm(n, x, b.norm_2_gain, b.norm_2_bias, T, E, 1e-6f);
    linear(inner, n, b.up, b.up_bias, T, E, F);
    for (float& i : inner) i = i / 2 * (1 + std::erf(i / std::sqrt(2.0f)));
    linear(y, inner, b.down, b.down_bias, T, F, E);
    for (std::size_t i = 0; i < T * E; ++i) x[i] += y[i];
  }
  layer_norm(n, x, w.norm_gain, w.norm_bias, 1, E, 1e-6f);
  linear(logits, n, w.head, w.head_bias, 1, E, 10);
}

}  // namespace plain
