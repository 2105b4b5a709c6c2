// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: The mean of integers
// mistake: The mean of 1 and 2 is no integer.
// fix: Cast to float or double first.
// law: Floating
// error: tenon: reduction: mean and logsumexp are defined for float and double
// error: int
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/reduce.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<int, seq<20>> lengths;
#ifdef TENON_EXPECT_ERROR
  auto average = tenon::mean<seq>(lengths);
#else
  auto average = tenon::mean<seq>(tenon::cast<float>(lengths));
#endif
}
