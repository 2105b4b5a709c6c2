// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: min of two operands
// mistake: min reduces one tensor along axes; here it is given two operands.
// fix: Write minimum.
// law: AxisGiven
// error: tenon: min: of two operands it is minimum
// error: seq<20>
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/reduce.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::min(x, 0);
#else
  auto y = tenon::minimum(x, 0);
#endif
}
