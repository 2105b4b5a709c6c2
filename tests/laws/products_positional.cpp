// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// matmul and transpose against the oracle.

#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

namespace {

template <class T, std::size_t... N>
auto values(std::uint64_t seed) {
  return tenon::random_uniform<T, tenon::dim<N>...>(seed, -1, 1);
}

template <class T, std::size_t M, std::size_t N, std::size_t K>
void plain() {
  INFO(M << " x " << N << " x " << K);
  auto const a = values<T, M, K>(1);
  auto const b = values<T, K, N>(2);
  TENON_AGREES(tenon::matmul(a, b));
}

}  // namespace

TEST_CASE("matmul over many lengths") {
  plain<float, 1, 20, 13>();
  plain<float, 5, 16, 64>();
  plain<float, 33, 31, 7>();
  plain<double, 7, 15, 2>();
  plain<double, 20, 64, 100>();
}

TEMPLATE_TEST_CASE("matmul with batches, transposes and neighbours", "", float, double) {
  using T = TestType;
  auto const a = values<T, 2, 3, 5, 13>(1);
  auto const b = values<T, 2, 3, 13, 17>(2);
  auto const w = values<T, 13, 20>(3);
  auto const bias = values<T, 20>(4);
  TENON_AGREES(tenon::matmul(a, b));
  TENON_AGREES(tenon::matmul(a, w) + tenon::broadcast<2, 3, 5, 20>(bias));
  TENON_AGREES(tenon::matmul(tenon::transpose(b), tenon::transpose(a)));
  TENON_AGREES(tenon::matmul(a, tenon::transpose(a)) * T(2));
  TENON_AGREES(tenon::transpose(tenon::matmul(tenon::exp(a), b)));
  TENON_AGREES(tenon::matmul(tenon::permute<0, 2, 1, 3>(tenon::reshape<2, 5, 3, 13>(a)), w));
}
