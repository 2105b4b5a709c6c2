// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The product kernel against plain loops in double: sizes around the tile and vector widths, all stride orders, packed
// and in place, epilogues.

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "tenon/kernel/gemm.hpp"
#include "tenon/kernel/math.hpp"
#include "tenon/kernel/reference.hpp"
#include "tests/support/farther.hpp"
#include "tests/unit/kernel/noise.hpp"

namespace {

namespace kn = tenon::kernel;
using kn::isize;
using kn::vec;

/// The largest error of gemm with operands of the given strides; exact-size buffers let the sanitizer see overruns.
template <class T, isize M, isize N, isize K, bool TransposedA, bool TransposedB, isize Pad = 0>
double error() {
  constexpr isize am = TransposedA ? 1 : K + Pad;
  constexpr isize ak = TransposedA ? M + Pad : 1;
  constexpr isize bk = TransposedB ? 1 : N + Pad;
  constexpr isize bn = TransposedB ? K + Pad : 1;
  using shape = kn::gemm_shape<M, N, K, am, ak, bk, bn>;
  auto const a = noise<T>((M - 1) * am + (K - 1) * ak + 1, 1);
  auto const b = noise<T>((K - 1) * bk + (N - 1) * bn + 1, 2);
  std::vector<T> c(static_cast<std::size_t>(M * N), T(99));
  std::vector<T> scratch(static_cast<std::size_t>(kn::gemm_scratch<T, shape>));
  kn::multiply<T, shape>(a.data(), b.data(), kn::store_to<T>{c.data(), N}, scratch.data());
  double worst = 0;
  for (isize i = 0; i < M; ++i) {
    for (isize j = 0; j < N; ++j) {
      double sum = 0;
      for (isize k = 0; k < K; ++k) {
        sum +=
            double(a[static_cast<std::size_t>(i * am + k * ak)]) * double(b[static_cast<std::size_t>(k * bk + j * bn)]);
      }
      worst = farther(worst, std::abs(sum - double(c[static_cast<std::size_t>(i * N + j)])));
    }
  }
  return worst / std::sqrt(double(K));
}

template <class T>
constexpr double tolerance = sizeof(T) == 4 ? 2e-6 : 4e-15;

template <class T, isize M, isize N, isize K>
void check_all() {
  CAPTURE(M, N, K);
  CHECK((error<T, M, N, K, false, false>() < tolerance<T>));
  CHECK((error<T, M, N, K, false, true>() < tolerance<T>));
}

}  // namespace

TEMPLATE_TEST_CASE("gemm agrees with plain loops", "[kernel][gemm]", float, double) {
  using T = TestType;
  constexpr isize w = kn::lanes<T>;
  check_all<T, 1, 1, 1>();
  check_all<T, 1, 37, 5>();
  check_all<T, 2, 3, 17>();
  check_all<T, 3, w + 1, 20>();
  check_all<T, 4, 5 * w - 1, 7>();
  check_all<T, 5, w - 1, 64>();
  check_all<T, 7, 13, 1>();
  check_all<T, 13, w, 19>();
  check_all<T, 64, 64, 64>();
  check_all<T, 61, 3 * w + 5, 23>();
  check_all<T, 20, 1, 31>();
  check_all<T, 100, 100, 100>();
}

TEMPLATE_TEST_CASE("gemm reads any stride and packs where it should", "[kernel][gemm]", float, double) {
  using T = TestType;
  CHECK((error<T, 20, 37, 11, true, false>() < tolerance<T>));
  CHECK((error<T, 20, 37, 11, true, true, 3>() < tolerance<T>));
  CHECK((error<T, 20, 37, 11, false, false, 5>() < tolerance<T>));
  // A power-of-two row stride and enough rows: copied.
  using packed = kn::gemm_shape<50, 1024, 64, 64, 1, 1024, 1>;
  STATIC_REQUIRE(kn::gemm_scratch<T, packed> > 0);
  CHECK((error<T, 50, 1024, 64, false, false>() < tolerance<T>));
  CHECK((error<T, 50, 130, 600, false, false>() < tolerance<T>));
  using in_place = kn::gemm_shape<64, 4 * kn::lanes<T>, 64, 64, 1, 4 * kn::lanes<T>, 1>;
  STATIC_REQUIRE(kn::gemm_scratch<T, in_place> == 0);
}

namespace {

template <class T, bool Heavy>
struct bias_gelu {
  T const* bias;
  T* c;
  isize ldc;
  static constexpr bool heavy = Heavy;
  TENON_INLINE void operator()(vec<T> x, isize i, isize j) const {
    kn::store<T>(c + i * ldc + j, kn::gelu(x + kn::load<T>(bias + j)));
  }
  TENON_INLINE void operator()(vec<T> x, isize i, isize j, isize n) const {
    kn::store_first<T>(c + i * ldc + j, kn::gelu(x + kn::load_first<T>(bias + j, n)), n);
  }
};

template <class T, bool Heavy>
double epilogue_error() {
  constexpr isize m = 23;
  constexpr isize n = 71;
  constexpr isize k = 30;
  using shape = kn::gemm_shape<m, n, k, k, 1, n, 1>;
  auto const a = noise<double>(m * k, 1);
  auto const b = noise<double>(k * n, 2);
  auto const bias = noise<double>(n, 3);
  std::vector<double> exact(static_cast<std::size_t>(m * n));
  kn::reference::linear(m, n, k, a.data(), b.data(), bias.data(), exact.data());
  std::vector<T> const at(a.begin(), a.end());
  std::vector<T> const bt(b.begin(), b.end());
  std::vector<T> const biast(bias.begin(), bias.end());
  std::vector<T> c(exact.size());
  std::vector<T> scratch(static_cast<std::size_t>(kn::gemm_scratch<T, shape>));
  kn::multiply<T, shape>(at.data(), bt.data(), bias_gelu<T, Heavy>{biast.data(), c.data(), n}, scratch.data());
  double worst = 0;
  for (std::size_t i = 0; i < c.size(); ++i)
    worst = farther(worst, std::abs(kn::reference::gelu(exact[i]) - double(c[i])));
  return worst;
}

}  // namespace

TEMPLATE_TEST_CASE("a gemm epilogue sees every element once, whole vectors and tails", "[kernel][gemm]", float,
                   double) {
  CHECK((epilogue_error<TestType, false>() < 10 * tolerance<TestType>));
  CHECK((epilogue_error<TestType, true>() < 10 * tolerance<TestType>));
}
