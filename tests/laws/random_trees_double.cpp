// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Expression trees from fixed seeds, in double, against the oracle.

#include "tests/support/catch.hpp"
#include "tests/support/random_tree.hpp"

TEST_CASE("random trees, double") {
  CHECK(random_tree::complaints<double, 7, 1, 21, 22, 23>() == std::string());
  CHECK(random_tree::complaints<double, 17, 9, 24, 25, 26>() == std::string());
  CHECK(random_tree::complaints<double, 64, 20, 27, 28, 29>() == std::string());
}
