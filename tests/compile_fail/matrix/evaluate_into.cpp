// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: evaluate_into
// not-applicable(doubled): no axis is named, and no operand can have an axis twice
#include <tenon/eval.hpp>
#include <tenon/expr/operators.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::ndtensor;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<float, seq<4>, embed<8>> x;
  ndtensor<float, 4, 8> y;
  tensor<float, embed<8>, seq<4>> turned;
  tensor<float, seq<4>> row;
  tensor<float, seq<4>, embed<9>> longer;
  tensor<float, seq<4>, hidden<8>> other;
  ndtensor<float, 4, 8> counted;
  ndtensor<float, 4, 9> wider;
  tensor<double, seq<4>, embed<8>> doubles;
  tensor<int, seq<4>, embed<8>> integers;
  using expression = decltype(x + x);
  static tenon::workspace_for<expression> memory;
  (void)tenon::evaluate_into(x, x + x, memory);

  (void)tenon::evaluate_into(row, x + x, memory);  // reject(rank): tenon: assignment: the expression and the tensor have different numbers of axes
  (void)tenon::evaluate_into(longer, x + x, memory);  // reject(extent): tenon: assignment: an axis has different lengths
  (void)tenon::evaluate_into(wider, y + y, memory);  // reject(extent): tenon: assignment: the axes with this index have different lengths
  (void)tenon::evaluate_into(other, x + x, memory);  // reject(absent): tenon: assignment: the expression has other axes than the tensor
  (void)tenon::evaluate_into(integers, integers + tenon::position<key>(), memory);  // reject(absent): tenon: assignment: the expression is still free
  (void)tenon::evaluate_into(counted, x + x, memory);  // reject(names-and-positions): tenon: assignment: one side has named axes and the other has none
  (void)tenon::evaluate_into(doubles, x + x, memory);  // reject(value-type): tenon: assignment: the expression has another value type

  tensor<float, seq<4>, embed<8>> const fixed;
  tenon::view<float const, seq<4>, embed<8>> reader(x);
  (void)tenon::evaluate_into(fixed, x + x, memory);  // reject(value-type): tenon: evaluate_into: the result cannot be written
  (void)tenon::evaluate_into(reader, x + x, memory);  // reject(value-type): tenon: evaluate_into: the result cannot be written
}
