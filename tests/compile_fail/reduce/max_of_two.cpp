// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: max of two operands
// mistake: max reduces one tensor along axes; here it is given two operands.
// fix: Write maximum.
// law: AxisGiven
// error: tenon: max: of two operands it is maximum
// error: seq<20>
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/reduce.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::max(x, 0);
#else
  auto y = tenon::maximum(x, 0);
#endif
}
