// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Expression trees from fixed seeds, in double, against the oracle.

#include "tests/support/catch.hpp"
#include "tests/support/random_tree.hpp"

static_assert(random_tree::complete<21, 40, 42, 96, 171>);

TEST_CASE("random trees, double") {
  CHECK(random_tree::complaints<double, 7, 1, 21>() == std::string());
  CHECK(random_tree::complaints<double, 17, 9, 21, 40, 42, 96, 171>() == std::string());
  CHECK(random_tree::complaints<double, 64, 20, 40, 96, 171>() == std::string());
}
