// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: where
// not-applicable(doubled): no axis is named, and no operand can have an axis twice
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::ndtensor;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<bool, seq<4>, embed<8>> mask;
  tensor<bool, embed<9>> longer;
  tensor<bool, head<2>> other;
  tensor<float, seq<4>, embed<8>> x;
  ndtensor<bool, 4, 8> counted_mask;
  ndtensor<float, 4, 8> counted;
  ndtensor<float, 4, 9> wider;
  ndtensor<float, 8> row;
  (void)tenon::where(mask, x, 0);

  (void)tenon::where(counted_mask, counted, row);  // reject(rank): tenon: elementwise operation: positional operands must have equal shapes, and these
  (void)tenon::where(longer, x, 0);  // reject(extent): tenon: elementwise operation: an axis has different lengths
  (void)tenon::where(counted_mask, 0, wider);  // reject(extent): tenon: elementwise operation: positional operands must have equal shapes; repeat
  (void)tenon::where(other, x, 0);  // reject(absent): tenon: elementwise operation: the axes of one operand must all occur in the other
  (void)tenon::where(mask, counted, 0);  // reject(names-and-positions): tenon: elementwise operation: one operand has named axes and the other has none

  tensor<int, seq<4>, embed<8>> integers;
  (void)tenon::where(x, x, 0);  // reject(value-type): tenon: where: the condition must be made of truth values
  (void)tenon::where(mask, x, integers);  // reject(value-type): tenon: where: the two choices have different value types
  (void)tenon::where(mask, integers, 0.5);  // reject(value-type): tenon: where: the number would lose its meaning
  (void)tenon::where(mask, true, x);  // reject(value-type): tenon: where: the number would lose its meaning
}
