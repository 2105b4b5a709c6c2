// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: && between numbers
// mistake: Integers are taken for truth values, as C does.
// fix: Compare them first: `x != 0`.
// law: Boolean
// error: tenon: elementwise operation: && .. ! are for truth values
// error: int
#include <tenon/expr/operators.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<int, seq<20>> used;
  tenon::tensor<bool, seq<20>> kept;
#ifdef TENON_EXPECT_ERROR
  auto both = !used;
#else
  auto both = used != 0 && kept;
#endif
}
