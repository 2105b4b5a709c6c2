// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: rms_norm of integers
// mistake: Normalized values are no integers.
// fix: Cast to float or double first.
// law: Floating
// error: tenon: rms_norm: it is defined for float and double
// error: int
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/norm.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<int, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::rms_norm<embed>(x, 1);
#else
  auto y = tenon::rms_norm<embed>(tenon::cast<float>(x), 1);
#endif
}
