// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: layer_norm of integers
// mistake: Normalized values are no integers.
// fix: Cast to float or double first.
// law: Floating
// error: tenon: layer_norm: it is defined for float and double
// error: int
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/norm.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<int, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::layer_norm<embed>(x, 1, 0);
#else
  auto y = tenon::layer_norm<embed>(tenon::cast<float>(x), 1, 0);
#endif
}
