// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Truth values summed
// mistake: A comparison is summed to count where it holds.
// fix: Cast to int first.
// law: Numeric
// error: tenon: reduction: reductions are not defined for truth values
// error: bool
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/reduce.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>> x;
#ifdef TENON_EXPECT_ERROR
  auto positive = tenon::sum<seq>(x > 0);
#else
  auto positive = tenon::sum<seq>(tenon::cast<int>(x > 0));
#endif
}
