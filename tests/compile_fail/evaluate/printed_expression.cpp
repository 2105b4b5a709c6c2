// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An expression printed
// mistake: x * 2 says what to compute; there are no elements to print yet.
// fix: Make a tensor of it.
// law: Computed
// error: tenon: printing: an expression has no elements
// error: seq<4>
#include <tenon/eval.hpp>
#include <tenon/expr/elementwise.hpp>
#include <tenon/io/print.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

#include <iostream>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<4>> x;
#ifdef TENON_EXPECT_ERROR
  std::cout << x * 2;
#else
  std::cout << tenon::tensor(x * 2);
#endif
}
