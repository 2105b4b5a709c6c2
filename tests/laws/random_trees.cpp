// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Expression trees from fixed seeds, of sizes 1, primes, around vector widths, and larger, against the oracle.

#include "tests/support/catch.hpp"
#include "tests/support/random_tree.hpp"

static_assert(random_tree::complete<1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18>);

TEST_CASE("random trees, float") {
  CHECK(random_tree::complaints<float, 1, 1, 1, 2, 3>() == std::string());
  CHECK(random_tree::complaints<float, 1, 17, 4, 5, 6>() == std::string());
  CHECK(random_tree::complaints<float, 7, 13, 7, 8, 9>() == std::string());
  CHECK(random_tree::complaints<float, 15, 16, 10, 11, 12>() == std::string());
  CHECK(random_tree::complaints<float, 20, 64, 13, 14, 15>() == std::string());
  CHECK(random_tree::complaints<float, 100, 33, 16, 17, 18>() == std::string());
}
