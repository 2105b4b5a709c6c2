// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Products of few rows against plain loops in double: sums across lanes and rows in order, sizes around vectors, tiles
// and blocks; nothing is read beyond the operands (buffers of exact size) and nothing counted twice.

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "tenon/kernel/gemm.hpp"
#include "tests/support/farther.hpp"
#include "tests/unit/kernel/noise.hpp"

namespace {

namespace kn = tenon::kernel;
using kn::isize;
using kn::vec;

/// The largest error of the kernel in question, whatever the cost model would choose. Rows are `Pad` elements longer.
template <class T, isize M, isize N, isize K, bool Across, isize Pad = 0>
double error() {
  constexpr isize bk = Across ? 1 : N + Pad;
  constexpr isize bn = Across ? K + Pad : 1;
  using shape = kn::gemm_shape<M, N, K, K + Pad, 1, bk, bn>;
  auto const a = noise<T>((M - 1) * (K + Pad) + K, 1);
  auto const b = noise<T>((K - 1) * bk + (N - 1) * bn + 1, 2);
  std::vector<T> c(static_cast<std::size_t>(M * N), T(99));
  kn::detail::few_rows_blocks<T, shape, Across>(a.data(), b.data(), kn::store_to<T>{c.data(), N}, 0,
                                                kn::detail::few_rows_plan<T, shape, Across>::blocks);
  double worst = 0;
  for (isize i = 0; i < M; ++i) {
    for (isize j = 0; j < N; ++j) {
      double sum = 0;
      for (isize k = 0; k < K; ++k)
        sum += double(a[static_cast<std::size_t>(i * (K + Pad) + k)]) *
               double(b[static_cast<std::size_t>(k * bk + j * bn)]);
      worst = farther(worst, std::abs(sum - double(c[static_cast<std::size_t>(i * N + j)])));
    }
  }
  return worst / std::sqrt(double(K));
}

template <class T>
constexpr double tolerance = sizeof(T) == 4 ? 2e-6 : 4e-15;

}  // namespace

TEMPLATE_TEST_CASE("sums across lanes agree with plain loops", "[kernel][few_rows]", float, double) {
  using T = TestType;
  constexpr isize w = kn::lanes<T>;
  CHECK((error<T, 1, 1, 1, true>() < tolerance<T>));
  CHECK((error<T, 1, 2, 8 * w, true>() < tolerance<T>));
  CHECK((error<T, 1, w - 1, w + 1, true>() < tolerance<T>));
  CHECK((error<T, 1, w + 1, w - 1, true>() < tolerance<T>));
  CHECK((error<T, 1, 131, 31, true, 3>() < tolerance<T>));
  CHECK((error<T, 1, 67, 16 * w, true>() < tolerance<T>));
  CHECK((error<T, 1, 67, 31 * w + 1, true, 5>() < tolerance<T>));
  CHECK((error<T, 2, 67, 172, true>() < tolerance<T>));
  CHECK((error<T, 3, 2 * w, 3 * w - 1, true>() < tolerance<T>));
  CHECK((error<T, 4, 61, 127, true, 2>() < tolerance<T>));
  CHECK((error<T, 5, w + 3, 64, true>() < tolerance<T>));
  CHECK((error<T, 13, 37, 29, true>() < tolerance<T>));
}

TEMPLATE_TEST_CASE("rows in order agree with plain loops", "[kernel][few_rows]", float, double) {
  using T = TestType;
  constexpr isize w = kn::lanes<T>;
  CHECK((error<T, 1, 1, 1, false>() < tolerance<T>));
  CHECK((error<T, 1, w - 1, 5, false>() < tolerance<T>));
  CHECK((error<T, 1, 2 * w, 6, false>() < tolerance<T>));
  CHECK((error<T, 1, 3 * w + 1, 7, false, 3>() < tolerance<T>));
  CHECK((error<T, 1, 2053, 13, false>() < tolerance<T>));
}

TEMPLATE_TEST_CASE("what lies before the last terms of a column counts once", "[kernel][few_rows]", float, double) {
  using T = TestType;
  constexpr isize w = kn::lanes<T>, k = w + 1, n = 3;
  using shape = kn::gemm_shape<1, n, k, k, 1, 1, k>;
  STATIC_REQUIRE(kn::detail::is_across<T, shape>);
  std::vector<T> const a(static_cast<std::size_t>(k), T(1));
  std::vector<T> b(static_cast<std::size_t>(n * k), T(1));
  b[1] = std::numeric_limits<T>::infinity();
  std::vector<T> c(static_cast<std::size_t>(n));
  kn::multiply<T, shape>(a.data(), b.data(), kn::store_to<T>{c.data(), n}, nullptr);
  CHECK(c[0] == std::numeric_limits<T>::infinity());
  CHECK(c[1] == T(k));
  CHECK(c[2] == T(k));
}

TEST_CASE("which kernel serves a product of few rows", "[kernel][few_rows]") {
  using kn::cost_model::panel_use;
  // Weights [768, 768] as PyTorch's files have them, and as GPT-2's.
  using out_in = kn::gemm_shape<1, 768, 768, 768, 1, 1, 768>;
  using in_out = kn::gemm_shape<1, 768, 768, 768, 1, 768, 1>;
  STATIC_REQUIRE(kn::detail::gemm_plan<float, out_in>::use == panel_use::across_lanes);
  STATIC_REQUIRE(kn::detail::gemm_plan<float, in_out>::use == panel_use::row_by_row);
  STATIC_REQUIRE(kn::gemm_scratch<float, out_in> == 0);
  // Many rows pay for panels; and panels of what stays in the second-level cache are fast as they lie.
  using many = kn::gemm_shape<200, 768, 768, 768, 1, 1, 768>;
  using small = kn::gemm_shape<1, 320, 64, 64, 1, 320, 1>;
  STATIC_REQUIRE(kn::detail::gemm_plan<float, many>::use == panel_use::turned);
  STATIC_REQUIRE(kn::detail::gemm_plan<float, small>::use == panel_use::few_rows);
}

namespace {

/// Of a product with room for M×N×K only m×n×k is wanted; beyond K's length lies what must not be read.
template <class T, isize M, isize N, isize K, bool Across>
bool keeps_within(isize m, isize n, isize k) {
  constexpr isize bk = Across ? 1 : N, bn = Across ? K : 1;
  using shape = kn::gemm_shape<M, N, K, K, 1, bk, bn>;
  T const nan = std::numeric_limits<T>::quiet_NaN();
  std::vector<T> a(static_cast<std::size_t>(M * K), nan), b(static_cast<std::size_t>(N * K), nan);
  std::vector<T> c(static_cast<std::size_t>(M * N), T(-1));
  for (isize x = 0; x < k; ++x) {
    for (isize i = 0; i < M; ++i) a[static_cast<std::size_t>(i * K + x)] = T(1);
    for (isize j = 0; j < N; ++j) b[static_cast<std::size_t>(x * bk + j * bn)] = T(j);
  }
  struct bounded {
    T* c;
    isize n;
    void operator()(vec<T> x, isize i, isize j) const { (*this)(x, i, j, kn::lanes<T>); }
    void operator()(vec<T> x, isize i, isize j, isize count) const {
      if (j < n) kn::store_first<T>(c + i * N + j, x, std::min(count, n - j));
    }
  };
  kn::detail::few_rows_blocks<T, shape, Across>(a.data(), b.data(), bounded{c.data(), n}, 0,
                                                kn::detail::few_rows_plan<T, shape, Across>::blocks, {m, n, k});
  bool good = true;
  for (isize i = 0; i < M; ++i) {
    for (isize j = 0; j < N; ++j)
      good = good && c[static_cast<std::size_t>(i * N + j)] == (i < m && j < n ? T(j * k) : T(-1));
  }
  return good;
}

}  // namespace

TEST_CASE("a length known at run time bounds rows, columns and sums", "[kernel][few_rows]") {
  constexpr isize w = kn::lanes<float>;
  CHECK(keeps_within<float, 1, 5 * w + 1, 2 * w + 3, true>(1, 5 * w + 1, w + 1));
  CHECK(keeps_within<float, 1, 5 * w + 1, 2 * w + 3, true>(1, w + 2, 2 * w + 3));
  CHECK(keeps_within<float, 6, 3 * w, 20 * w, true>(4, 2, 17 * w + 5));
  CHECK(keeps_within<float, 1, 3 * w + 2, 23, false>(1, 2 * w + 1, 9));
}
