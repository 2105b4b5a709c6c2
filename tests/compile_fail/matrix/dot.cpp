// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: dot
// not-applicable(rank): a named product takes operands of any rank that have the axis
#include <tenon/expr/dot.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::dim;
using tenon::dot;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<float, seq<4>, embed<8>> x;
  tensor<float, embed<8>, hidden<3>> w;
  (void)dot<embed>(x, w);

  tensor<float, embed<9>, hidden<3>> longer;
  (void)dot<embed>(x, longer);  // reject(extent): tenon: dot: an axis that both operands have must be equally long

  tensor<float, hidden<3>, vocab<5>> without;
  (void)dot<embed>(x, without);   // reject(absent): tenon: dot: the right operand does not have the axis
  (void)dot<hidden>(x, without);  // reject(absent): tenon: dot: the left operand does not have the axis
  (void)dot(x, w);                // reject(absent): tenon: dot: say over which axis

  (void)dot<embed, embed>(x, w);  // reject(doubled): tenon: dot: an axis is named twice

  tensor<float, dim<4>, dim<8>> counted;
  (void)dot<embed>(x, counted);  // reject(names-and-positions): tenon: dot: the right operand has no axis names
  (void)dot<embed>(counted, w);  // reject(names-and-positions): tenon: dot: the left operand has no axis names
  (void)dot<1>(x, w);            // reject(names-and-positions): tenon: dot: an axis is named, not counted

  tensor<double, embed<8>, hidden<3>> doubles;
  tensor<int, seq<4>, embed<8>> integers;
  (void)dot<embed>(x, doubles);          // reject(value-type): tenon: dot: the operands have different value types
  (void)dot<embed>(integers, integers);  // reject(value-type): tenon: dot: products are defined for float and double

  (void)dot<seq>(x, tenon::position<seq>());  // reject(absent): tenon: dot: an operand is still free in an axis
}
