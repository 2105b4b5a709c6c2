// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: pow maximum minimum clamp map
// not-applicable(doubled): no axis is named, and no operand can have an axis twice
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>

using namespace tenon::axes;
using tenon::ndtensor;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<float, seq<4>, embed<8>> named;
  tensor<float, embed<8>, seq<4>> turned;
  tensor<float, seq<4>, embed<9>> longer;
  tensor<float, seq<4>, hidden<8>> other;
  ndtensor<float, 4, 8> counted;
  ndtensor<float, 4, 9> wider;
  ndtensor<float, 8> row;
  tensor<double, seq<4>, embed<8>> doubles;
  tensor<int, seq<4>, embed<8>> integers;
  tensor<bool, seq<4>, embed<8>> truths;
  auto const sum_of = [](auto a, auto b) { return a + b; };

  (void)tenon::pow(named, turned);
  (void)tenon::pow(counted, row);  // reject(rank): tenon: elementwise operation: positional operands must have equal shapes, and these have different numbers
  (void)tenon::pow(named, longer);  // reject(extent): tenon: elementwise operation: an axis has different lengths in the two operands
  (void)tenon::pow(counted, wider);  // reject(extent): tenon: elementwise operation: positional operands must have equal shapes; repeat an axis
  (void)tenon::pow(named, other);  // reject(absent): tenon: elementwise operation: the axes of one operand must all occur in the other
  (void)tenon::pow(named, counted);  // reject(names-and-positions): tenon: elementwise operation: one operand has named axes and the other has none
  (void)tenon::pow(named, doubles);  // reject(value-type): tenon: elementwise operation: the operands have different value types
  (void)tenon::pow(integers, integers);  // reject(value-type): tenon: elementwise operation: this function is defined for float and double

  (void)tenon::maximum(named, turned);
  (void)tenon::maximum(counted, row);  // reject(rank): tenon: elementwise operation: positional operands must have equal shapes, and these have different numbers
  (void)tenon::maximum(named, longer);  // reject(extent): tenon: elementwise operation: an axis has different lengths in the two operands
  (void)tenon::maximum(counted, wider);  // reject(extent): tenon: elementwise operation: positional operands must have equal shapes; repeat an axis
  (void)tenon::maximum(named, other);  // reject(absent): tenon: elementwise operation: the axes of one operand must all occur in the other
  (void)tenon::maximum(named, counted);  // reject(names-and-positions): tenon: elementwise operation: one operand has named axes and the other has none
  (void)tenon::maximum(named, doubles);  // reject(value-type): tenon: elementwise operation: the operands have different value types
  (void)tenon::maximum(integers, 0.5);  // reject(value-type): tenon: elementwise operation: the number would lose its meaning
  (void)tenon::maximum(truths, truths);  // reject(value-type): tenon: elementwise operation: arithmetic and order are not defined for truth values

  (void)tenon::minimum(named, turned);
  (void)tenon::minimum(counted, row);  // reject(rank): tenon: elementwise operation: positional operands must have equal shapes, and these have different numbers
  (void)tenon::minimum(named, longer);  // reject(extent): tenon: elementwise operation: an axis has different lengths in the two operands
  (void)tenon::minimum(counted, wider);  // reject(extent): tenon: elementwise operation: positional operands must have equal shapes; repeat an axis
  (void)tenon::minimum(named, other);  // reject(absent): tenon: elementwise operation: the axes of one operand must all occur in the other
  (void)tenon::minimum(named, counted);  // reject(names-and-positions): tenon: elementwise operation: one operand has named axes and the other has none
  (void)tenon::minimum(named, doubles);  // reject(value-type): tenon: elementwise operation: the operands have different value types
  (void)tenon::minimum(integers, 0.5);  // reject(value-type): tenon: elementwise operation: the number would lose its meaning
  (void)tenon::minimum(truths, truths);  // reject(value-type): tenon: elementwise operation: arithmetic and order are not defined for truth values

  (void)tenon::clamp(named, -1, turned);
  (void)tenon::clamp(counted, -1, row);  // reject(rank): tenon: elementwise operation: positional operands must have equal shapes, and these have different numbers
  (void)tenon::clamp(named, -1, longer);  // reject(extent): tenon: elementwise operation: an axis has different lengths in the two operands
  (void)tenon::clamp(counted, -1, wider);  // reject(extent): tenon: elementwise operation: positional operands must have equal shapes; repeat an axis
  (void)tenon::clamp(named, -1, other);  // reject(absent): tenon: elementwise operation: the axes of one operand must all occur in the other
  (void)tenon::clamp(named, -1, counted);  // reject(names-and-positions): tenon: elementwise operation: one operand has named axes and the other has none
  (void)tenon::clamp(named, -1, doubles);  // reject(value-type): tenon: elementwise operation: the operands have different value types
  (void)tenon::clamp(integers, -1, 0.5);  // reject(value-type): tenon: elementwise operation: the number would lose its meaning
  (void)tenon::clamp(truths, -1, truths);  // reject(value-type): tenon: elementwise operation: arithmetic and order are not defined for truth values

  (void)tenon::map(sum_of, named, turned);
  (void)tenon::map(sum_of, counted, row);  // reject(rank): tenon: elementwise operation: positional operands must have equal shapes, and these have different numbers
  (void)tenon::map(sum_of, named, longer);  // reject(extent): tenon: elementwise operation: an axis has different lengths in the two operands
  (void)tenon::map(sum_of, counted, wider);  // reject(extent): tenon: elementwise operation: positional operands must have equal shapes; repeat an axis
  (void)tenon::map(sum_of, named, other);  // reject(absent): tenon: elementwise operation: the axes of one operand must all occur in the other
  (void)tenon::map(sum_of, named, counted);  // reject(names-and-positions): tenon: elementwise operation: one operand has named axes and the other has none
  (void)tenon::map(sum_of, named, doubles);  // reject(value-type): tenon: elementwise operation: the operands have different value types
  (void)tenon::map(sum_of, integers, 0.5);  // reject(value-type): tenon: elementwise operation: the number would lose its meaning
  (void)tenon::map([](float* p) { return p; }, named);  // reject(value-type): tenon: map: the function must take one scalar
  (void)tenon::map(sum_of, named);  // reject(value-type): tenon: map: the function must take one scalar
}
