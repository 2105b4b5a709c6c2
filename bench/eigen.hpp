// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The same problems in Eigen, as well as we can write them: maps of the same memory, products without aliasing,
// row-wise passes over rows that are contiguous, scores kept only for as many queries as stay in the cache. One thread.

#ifdef TENON_BENCH_EIGEN

#include <Eigen/Core>
#include <unsupported/Eigen/SpecialFunctions>

#include <cmath>
#include <cstddef>

namespace tenon::bench::eigen {

using matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using rows = Eigen::Map<matrix const, 0, Eigen::OuterStride<>>;
using result_rows = Eigen::Map<matrix, 0, Eigen::OuterStride<>>;
using vector = Eigen::Map<Eigen::RowVectorXf const>;
using index = Eigen::Index;

/// Attention of `heads` heads; `block` queries at a time have their scores stored in `scores`, at least block x T.
inline void attention(float* out, float const* q, float const* k, float const* v, index heads, index T, index D,
                      index row_stride, index head_stride, bool causal, index block, matrix& scores) {
  float const scale = 1.0f / std::sqrt(static_cast<float>(D));
  for (index h = 0; h < heads; ++h) {
    rows const Q(q + h * head_stride, T, D, Eigen::OuterStride<>(row_stride));
    rows const K(k + h * head_stride, T, D, Eigen::OuterStride<>(row_stride));
    rows const V(v + h * head_stride, T, D, Eigen::OuterStride<>(row_stride));
    result_rows O(out + h * head_stride, T, D, Eigen::OuterStride<>(row_stride));
    for (index first = 0; first < T; first += block) {
      index const n = std::min(block, T - first);
      index const keys = causal ? first + n : T;
      auto S = scores.topLeftCorner(n, keys);
      S.noalias() = (scale * Q.middleRows(first, n)) * K.topRows(keys).transpose();
      for (index i = 0; i < n; ++i) {
        index const visible = causal ? first + i + 1 : T;
        auto row = S.row(i).head(visible).array();
        row = (row - row.maxCoeff()).exp();
        row *= 1.0f / row.sum();
        if (causal) S.row(i).tail(keys - visible).setZero();
      }
      O.middleRows(first, n).noalias() = S * V.topRows(keys);
    }
  }
}

/// c[M][N] = a[M][K] · b[K][N]
inline void product(float* c, float const* a, float const* b, index M, index N, index K) {
  Eigen::Map<matrix>(c, M, N).noalias() = Eigen::Map<matrix const>(a, M, K) * Eigen::Map<matrix const>(b, K, N);
}

/// c[M][N] = a[M][K] · b[N][K]ᵀ
inline void product_transposed(float* c, float const* a, float const* b, index M, index N, index K) {
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

inline void gelu(float* y, float const* x, index n) {
  Eigen::Map<Eigen::ArrayXf const> X(x, n);
  Eigen::Map<Eigen::ArrayXf>(y, n) = 0.5f * X * (1.0f + (X * 0.70710678f).erf());
}

}  // namespace tenon::bench::eigen

#endif
