// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Plain loops, to be read from top to bottom: the oracle of the tests and the "plain" contender of the benchmarks. All
// matrices are row-major and contiguous. Nothing here is vectorized by hand or knows the rest of the library.

#include <cmath>
#include <cstddef>
#include <limits>

namespace tenon::kernel::reference {

using extent = std::ptrdiff_t;

/// c[M, N] = a[M, K] · b[K, N].
template <class T>
void matmul(extent m, extent n, extent k, T const* a, T const* b, T* c) {
  for (extent i = 0; i < m; ++i) {
    for (extent j = 0; j < n; ++j) {
      T sum = 0;
      for (extent l = 0; l < k; ++l) sum += a[i * k + l] * b[l * n + j];
      c[i * n + j] = sum;
    }
  }
}

/// y = softmax(x) over n elements; a row of −∞ gives zeros.
template <class T>
void softmax(extent n, T const* x, T* y) {
  T largest = -std::numeric_limits<T>::infinity();
  for (extent i = 0; i < n; ++i) {
    if (x[i] > largest) largest = x[i];
  }
  T sum = 0;
  for (extent i = 0; i < n; ++i) {
    y[i] = largest == -std::numeric_limits<T>::infinity() ? T(0) : std::exp(x[i] - largest);
    sum += y[i];
  }
  for (extent i = 0; i < n; ++i) y[i] = sum == T(0) ? T(0) : y[i] / sum;
}

/// One head: out[tq, dv] = softmax(f(scale · q·kᵀ)) · v, with q[tq, d], k[tk, d], v[tk, dv]. `score(s, i, j)` is f at
/// query i and key j (−∞ masks); `row` holds tk elements.
template <class T, class Score>
void attention(extent tq, extent tk, extent d, extent dv, T const* q, T const* k, T const* v, T scale, Score score,
               T* row, T* out) {
  for (extent i = 0; i < tq; ++i) {
    for (extent j = 0; j < tk; ++j) {
      T sum = 0;
      for (extent l = 0; l < d; ++l) sum += q[i * d + l] * k[j * d + l];
      row[j] = score(sum * scale, i, j);
    }
    softmax(tk, row, row);
    for (extent c = 0; c < dv; ++c) {
      T sum = 0;
      for (extent j = 0; j < tk; ++j) {
        if (row[j] != T(0)) sum += row[j] * v[j * dv + c];
      }
      out[i * dv + c] = sum;
    }
  }
}

/// One head without mask or bias.
template <class T>
void attention(extent tq, extent tk, extent d, extent dv, T const* q, T const* k, T const* v, T scale, T* row, T* out) {
  attention(
      tq, tk, d, dv, q, k, v, scale, [](T s, extent, extent) { return s; }, row, out);
}

/// y = (x − mean) / √(variance + eps) · gain + bias over n elements.
template <class T>
void layer_norm(extent n, T const* x, T const* gain, T const* bias, T eps, T* y) {
  T mean = 0;
  for (extent i = 0; i < n; ++i) mean += x[i];
  mean /= static_cast<T>(n);
  T variance = 0;
  for (extent i = 0; i < n; ++i) variance += (x[i] - mean) * (x[i] - mean);
  variance /= static_cast<T>(n);
  T const inverse = T(1) / std::sqrt(variance + eps);
  for (extent i = 0; i < n; ++i) y[i] = (x[i] - mean) * inverse * gain[i] + bias[i];
}

/// y = x / √(mean of squares + eps) · gain over n elements.
template <class T>
void rms_norm(extent n, T const* x, T const* gain, T eps, T* y) {
  T squares = 0;
  for (extent i = 0; i < n; ++i) squares += x[i] * x[i];
  T const inverse = T(1) / std::sqrt(squares / static_cast<T>(n) + eps);
  for (extent i = 0; i < n; ++i) y[i] = x[i] * inverse * gain[i];
}

/// c[M, N] = a[M, K] · b[K, N] + bias[N]: the linear layer.
template <class T>
void linear(extent m, extent n, extent k, T const* a, T const* b, T const* bias, T* c) {
  matmul(m, n, k, a, b, c);
  for (extent i = 0; i < m; ++i) {
    for (extent j = 0; j < n; ++j) c[i * n + j] += bias[j];
  }
}

/// The exact gelu, x·Φ(x).
template <class T>
[[nodiscard]] T gelu(T x) {
  return T(0.5) * x * (T(1) + std::erf(x / std::sqrt(T(2))));
}

}  // namespace tenon::kernel::reference
