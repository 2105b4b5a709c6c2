// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Truth values counted up
// mistake: iota counts 0, 1, 2, …, and a truth value is no number.
// fix: Count integers, and compare them.
// law: Numeric
// error: tenon: iota: counting is not defined for truth values
// error: bool
#include <tenon/expr/operators.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/make.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  auto odd = tenon::iota<bool, seq<20>>();
#else
  auto first_half = tenon::iota<int, seq<20>>() < 10;
#endif
}
