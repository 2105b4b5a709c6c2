// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An element of an expression
// mistake: auto keeps what is to be computed, and it has no elements to read yet.
// fix: Write tenon::tensor instead of auto.
// law: Computed
// error: tenon: element access: an expression has no elements
// error: seq<4>
#include <tenon/eval.hpp>
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<4>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = x * 2;
  return y(0) > 1;
#else
  tenon::tensor y = x * 2;
  return y(0) > 1;
#endif
}
