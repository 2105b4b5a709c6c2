// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The same problems in Eigen, as well as we can write them: maps of the same memory, products without aliasing,
// row-wise passes over rows that are contiguous, scores kept only for as many queries as stay in the cache. One thread.

#ifdef TENON_BENCH_EIGEN

#include <Eigen/Core>
#include <unsupported/Eigen/SpecialFunctions>

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "bench/problem.hpp"

namespace tenon::bench::eigen {

using matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using rows = Eigen::Map<matrix const, 0, Eigen::OuterStride<>>;
using result_rows = Eigen::Map<matrix, 0, Eigen::OuterStride<>>;
using vector = Eigen::Map<Eigen::RowVectorXf const>;
using index = Eigen::Index;

/// The score function and the softmax of query i, whose scores of the keys [begin, end) are `scores`: over the keys
/// that are seen; the others get weight zero.
inline void weigh(float* scores, attention_problem const& p, std::size_t h, std::size_t i, std::size_t begin,
                  std::size_t end) {
  std::size_t const first = p.first(i), last = p.last(i);
  auto const count = static_cast<index>(last - first);
  Eigen::Map<Eigen::ArrayXf> seen(scores + (first - begin), count);
  if (p.cap != 0) seen = p.cap * (seen * (1 / p.cap)).tanh();
  if (p.slope != nullptr) {
    auto const from = static_cast<float>(first) - static_cast<float>(i);
    seen += p.slope[h] * Eigen::ArrayXf::LinSpaced(count, from, from + static_cast<float>(count - 1));
  }
  if (p.bias != nullptr) {
    Eigen::InnerStride<> const stride(static_cast<index>(p.bias_key));
    seen += Eigen::Map<Eigen::ArrayXf const, 0, Eigen::InnerStride<>>(p.bias + i * p.bias_query + first * p.bias_key,
                                                                      count, stride);
  }
  seen = (seen - seen.maxCoeff()).exp();
  seen *= 1.0f / seen.sum();
  std::fill(scores, scores + (first - begin), 0.0f);
  std::fill(scores + (last - begin), scores + (end - begin), 0.0f);
}

/// Attention of one head of one example; `block` queries at a time have their scores stored in `scores`, at least block
/// x keys.
inline void attend(float* out, attention_problem const& p, std::size_t bh, index block, matrix& scores) {
  auto const D = static_cast<index>(p.features), T = static_cast<index>(p.queries), all = static_cast<index>(p.keys);
  Eigen::OuterStride<> const stride(static_cast<index>(p.row_stride));
  std::size_t const b = bh / p.heads, h = bh % p.heads;
  std::size_t const q = b * p.query_count() + h * p.query_head, k = b * p.key_count() + h * p.key_head;
  rows const Q(p.q + q, T, D, stride), K(p.k + k, all, D, stride), V(p.v + k, all, D, stride);
  result_rows O(out + q, T, D, stride);
  for (index first = 0; first < T; first += block) {
    index const n = std::min(block, T - first);
    std::size_t const i0 = static_cast<std::size_t>(first), begin = p.first(i0),
                      end = p.last(i0 + static_cast<std::size_t>(n) - 1);
    auto const from = static_cast<index>(begin), count = static_cast<index>(end - begin);
    Eigen::Map<matrix> S(scores.data(), n, count);
    S.noalias() = (p.scale() * Q.middleRows(first, n)) * K.middleRows(from, count).transpose();
    for (index i = 0; i < n; ++i) weigh(S.data() + i * count, p, h, i0 + static_cast<std::size_t>(i), begin, end);
    O.middleRows(first, n).noalias() = S * V.middleRows(from, count);
  }
}

/// Attention; with threads each has heads, and scores, of its own.
inline void attention(float* out, attention_problem const& p, index block, matrix& scores) {
#ifdef TENON_OPENMP
#pragma omp parallel
  {
    matrix own(scores.rows(), scores.cols());
#pragma omp for
    for (std::size_t bh = 0; bh < p.batch * p.heads; ++bh) attend(out, p, bh, block, own);
  }
#else
  for (std::size_t bh = 0; bh < p.batch * p.heads; ++bh) attend(out, p, bh, block, scores);
#endif
}

/// c[M][N] = a[M][K] · b[K][N]
inline void product(float* c, float const* a, float const* b, index M, index N, index K) {
  if (M == 1) {
    Eigen::Map<Eigen::VectorXf>(c, N).noalias() =
        Eigen::Map<matrix const>(b, K, N).transpose() * Eigen::Map<Eigen::VectorXf const>(a, K);
    return;
  }
  Eigen::Map<matrix>(c, M, N).noalias() = Eigen::Map<matrix const>(a, M, K) * Eigen::Map<matrix const>(b, K, N);
}

/// c[M][N] = a[M][K] · b[N][K]ᵀ
inline void product_transposed(float* c, float const* a, float const* b, index M, index N, index K) {
  if (M == 1) {
    Eigen::Map<Eigen::VectorXf>(c, N).noalias() =
        Eigen::Map<matrix const>(b, N, K) * Eigen::Map<Eigen::VectorXf const>(a, K);
    return;
  }
  Eigen::Map<matrix>(c, M, N).noalias() =
      Eigen::Map<matrix const>(a, M, K) * Eigen::Map<matrix const>(b, N, K).transpose();
}

/// y[rows][out] = x[rows][in] · kernel[in][out] + bias
inline void dense(float* y, float const* x, float const* kernel, float const* bias, index count, index in, index out) {
  Eigen::Map<matrix> Y(y, count, out);
  Y.noalias() = Eigen::Map<matrix const>(x, count, in) * Eigen::Map<matrix const>(kernel, in, out);
  Y.rowwise() += vector(bias, out);
}

inline void softmax_rows(float* y, float const* x, index count, index n) {
  for (index i = 0; i < count; ++i) {
    Eigen::Map<Eigen::ArrayXf const> X(x + i * n, n);
    Eigen::Map<Eigen::ArrayXf> Y(y + i * n, n);
    Y = (X - X.maxCoeff()).exp();
    Y *= 1.0f / Y.sum();
  }
}

inline void layer_norm(float* y, float const* x, float const* gain, float const* bias, index count, index n) {
  Eigen::Map<Eigen::ArrayXf const> G(gain, n), B(bias, n);
  for (index i = 0; i < count; ++i) {
    Eigen::Map<Eigen::ArrayXf const> X(x + i * n, n);
    float const mean = X.mean();
    float const factor = 1.0f / std::sqrt((X - mean).square().mean() + 1e-5f);
    Eigen::Map<Eigen::ArrayXf>(y + i * n, n) = (X - mean) * factor * G + B;
  }
}

inline void log_softmax_rows(float* y, float const* x, index count, index n) {
  for (index i = 0; i < count; ++i) {
    Eigen::Map<Eigen::ArrayXf const> X(x + i * n, n);
    float const largest = X.maxCoeff();
    float const log_sum = std::log((X - largest).exp().sum());
    Eigen::Map<Eigen::ArrayXf>(y + i * n, n) = (X - largest) - log_sum;
  }
}

inline void rms_norm(float* y, float const* x, float const* gain, index count, index n) {
  Eigen::Map<Eigen::ArrayXf const> G(gain, n);
  for (index i = 0; i < count; ++i) {
    Eigen::Map<Eigen::ArrayXf const> X(x + i * n, n);
    float const factor = 1.0f / std::sqrt(X.square().mean() + 1e-5f);
    Eigen::Map<Eigen::ArrayXf>(y + i * n, n) = X * factor * G;
  }
}

inline void bias_gelu_residual(float* y, float const* x, float const* bias, index count, index n) {
  Eigen::Map<Eigen::ArrayXf const> B(bias, n);
  for (index i = 0; i < count; ++i) {
    Eigen::Map<Eigen::ArrayXf const> X(x + i * n, n);
    auto const v = X + B;
    Eigen::Map<Eigen::ArrayXf>(y + i * n, n) = 0.5f * v * (1.0f + (v * 0.70710678f).erf()) + X;
  }
}

inline void gelu(float* y, float const* x, index n) {
  Eigen::Map<Eigen::ArrayXf const> X(x, n);
  Eigen::Map<Eigen::ArrayXf>(y, n) = 0.5f * X * (1.0f + (X * 0.70710678f).erf());
}

}  // namespace tenon::bench::eigen

#endif
