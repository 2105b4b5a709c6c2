// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: cast
// not-applicable(rank): one operand, of any shape, named or positional
// not-applicable(extent): one operand, of any shape, named or positional
// not-applicable(absent): one operand, of any shape, named or positional
// not-applicable(doubled): one operand, of any shape, named or positional
// not-applicable(names-and-positions): one operand, of any shape, named or positional
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<float, seq<4>> x;
  (void)tenon::cast<int>(x);
  struct money {};

  (void)tenon::cast<money>(x);  // reject(value-type): tenon: cast: the value type must be a number or bool
  (void)tenon::cast<float const>(x);  // reject(value-type): tenon: cast: the value type must be a number or bool
  (void)tenon::cast<float&>(x);  // reject(value-type): tenon: cast: the value type must be a number or bool
}
