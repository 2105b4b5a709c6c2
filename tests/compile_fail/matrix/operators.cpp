// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: operator+ operator- operator* operator/ operator< operator<= operator> operator>= operator== operator!=
// not-applicable(doubled): no axis is named, and no operand can have an axis twice
#include <tenon/expr/operators.hpp>
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

  (void)(named + turned);
  (void)(counted + row);  // reject(rank): tenon: elementwise operation: positional operands must have equal shapes, and these have different numbers
  (void)(named + longer);  // reject(extent): tenon: elementwise operation: an axis has different lengths in the two operands
  (void)(counted + wider);  // reject(extent): tenon: elementwise operation: positional operands must have equal shapes; repeat an axis
  (void)(named + other);  // reject(absent): tenon: elementwise operation: the axes of one operand must all occur in the other
  (void)(named + counted);  // reject(names-and-positions): tenon: elementwise operation: one operand has named axes and the other has none
  (void)(named + doubles);  // reject(value-type): tenon: elementwise operation: the operands have different value types
  (void)(integers + 0.5);  // reject(value-type): tenon: elementwise operation: the number would lose its meaning
  (void)(truths + truths);  // reject(value-type): tenon: elementwise operation: arithmetic and order are not defined for truth values

  (void)(named - turned);
  (void)(counted - row);  // reject(rank): tenon: elementwise operation: positional operands must have equal shapes, and these have different numbers
  (void)(named - longer);  // reject(extent): tenon: elementwise operation: an axis has different lengths in the two operands
  (void)(counted - wider);  // reject(extent): tenon: elementwise operation: positional operands must have equal shapes; repeat an axis
  (void)(named - other);  // reject(absent): tenon: elementwise operation: the axes of one operand must all occur in the other
  (void)(named - counted);  // reject(names-and-positions): tenon: elementwise operation: one operand has named axes and the other has none
  (void)(named - doubles);  // reject(value-type): tenon: elementwise operation: the operands have different value types
  (void)(integers - 0.5);  // reject(value-type): tenon: elementwise operation: the number would lose its meaning
  (void)(truths - truths);  // reject(value-type): tenon: elementwise operation: arithmetic and order are not defined for truth values

  (void)(named * turned);
  (void)(counted * row);  // reject(rank): tenon: elementwise operation: positional operands must have equal shapes, and these have different numbers
  (void)(named * longer);  // reject(extent): tenon: elementwise operation: an axis has different lengths in the two operands
  (void)(counted * wider);  // reject(extent): tenon: elementwise operation: positional operands must have equal shapes; repeat an axis
  (void)(named * other);  // reject(absent): tenon: elementwise operation: the axes of one operand must all occur in the other
  (void)(named * counted);  // reject(names-and-positions): tenon: elementwise operation: one operand has named axes and the other has none
  (void)(named * doubles);  // reject(value-type): tenon: elementwise operation: the operands have different value types
  (void)(integers * 0.5);  // reject(value-type): tenon: elementwise operation: the number would lose its meaning
  (void)(truths * truths);  // reject(value-type): tenon: elementwise operation: arithmetic and order are not defined for truth values

  (void)(named / turned);
  (void)(counted / row);  // reject(rank): tenon: elementwise operation: positional operands must have equal shapes, and these have different numbers
  (void)(named / longer);  // reject(extent): tenon: elementwise operation: an axis has different lengths in the two operands
  (void)(counted / wider);  // reject(extent): tenon: elementwise operation: positional operands must have equal shapes; repeat an axis
  (void)(named / other);  // reject(absent): tenon: elementwise operation: the axes of one operand must all occur in the other
  (void)(named / counted);  // reject(names-and-positions): tenon: elementwise operation: one operand has named axes and the other has none
  (void)(named / doubles);  // reject(value-type): tenon: elementwise operation: the operands have different value types
  (void)(integers / 0.5);  // reject(value-type): tenon: elementwise operation: the number would lose its meaning
  (void)(truths / truths);  // reject(value-type): tenon: elementwise operation: arithmetic and order are not defined for truth values

  (void)(named < turned);
  (void)(counted < row);  // reject(rank): tenon: elementwise operation: positional operands must have equal shapes, and these have different numbers
  (void)(named < longer);  // reject(extent): tenon: elementwise operation: an axis has different lengths in the two operands
  (void)(counted < wider);  // reject(extent): tenon: elementwise operation: positional operands must have equal shapes; repeat an axis
  (void)(named < other);  // reject(absent): tenon: elementwise operation: the axes of one operand must all occur in the other
  (void)(named < counted);  // reject(names-and-positions): tenon: elementwise operation: one operand has named axes and the other has none
  (void)(named < doubles);  // reject(value-type): tenon: elementwise operation: the operands have different value types
  (void)(integers < 0.5);  // reject(value-type): tenon: elementwise operation: the number would lose its meaning
  (void)(truths < truths);  // reject(value-type): tenon: elementwise operation: arithmetic and order are not defined for truth values

  (void)(named <= turned);
  (void)(counted <= row);  // reject(rank): tenon: elementwise operation: positional operands must have equal shapes, and these have different numbers
  (void)(named <= longer);  // reject(extent): tenon: elementwise operation: an axis has different lengths in the two operands
  (void)(counted <= wider);  // reject(extent): tenon: elementwise operation: positional operands must have equal shapes; repeat an axis
  (void)(named <= other);  // reject(absent): tenon: elementwise operation: the axes of one operand must all occur in the other
  (void)(named <= counted);  // reject(names-and-positions): tenon: elementwise operation: one operand has named axes and the other has none
  (void)(named <= doubles);  // reject(value-type): tenon: elementwise operation: the operands have different value types
  (void)(integers <= 0.5);  // reject(value-type): tenon: elementwise operation: the number would lose its meaning
  (void)(truths <= truths);  // reject(value-type): tenon: elementwise operation: arithmetic and order are not defined for truth values

  (void)(named > turned);
  (void)(counted > row);  // reject(rank): tenon: elementwise operation: positional operands must have equal shapes, and these have different numbers
  (void)(named > longer);  // reject(extent): tenon: elementwise operation: an axis has different lengths in the two operands
  (void)(counted > wider);  // reject(extent): tenon: elementwise operation: positional operands must have equal shapes; repeat an axis
  (void)(named > other);  // reject(absent): tenon: elementwise operation: the axes of one operand must all occur in the other
  (void)(named > counted);  // reject(names-and-positions): tenon: elementwise operation: one operand has named axes and the other has none
  (void)(named > doubles);  // reject(value-type): tenon: elementwise operation: the operands have different value types
  (void)(integers > 0.5);  // reject(value-type): tenon: elementwise operation: the number would lose its meaning
  (void)(truths > truths);  // reject(value-type): tenon: elementwise operation: arithmetic and order are not defined for truth values

  (void)(named >= turned);
  (void)(counted >= row);  // reject(rank): tenon: elementwise operation: positional operands must have equal shapes, and these have different numbers
  (void)(named >= longer);  // reject(extent): tenon: elementwise operation: an axis has different lengths in the two operands
  (void)(counted >= wider);  // reject(extent): tenon: elementwise operation: positional operands must have equal shapes; repeat an axis
  (void)(named >= other);  // reject(absent): tenon: elementwise operation: the axes of one operand must all occur in the other
  (void)(named >= counted);  // reject(names-and-positions): tenon: elementwise operation: one operand has named axes and the other has none
  (void)(named >= doubles);  // reject(value-type): tenon: elementwise operation: the operands have different value types
  (void)(integers >= 0.5);  // reject(value-type): tenon: elementwise operation: the number would lose its meaning
  (void)(truths >= truths);  // reject(value-type): tenon: elementwise operation: arithmetic and order are not defined for truth values

  (void)(named == turned);
  (void)(counted == row);  // reject(rank): tenon: elementwise operation: positional operands must have equal shapes, and these have different numbers
  (void)(named == longer);  // reject(extent): tenon: elementwise operation: an axis has different lengths in the two operands
  (void)(counted == wider);  // reject(extent): tenon: elementwise operation: positional operands must have equal shapes; repeat an axis
  (void)(named == other);  // reject(absent): tenon: elementwise operation: the axes of one operand must all occur in the other
  (void)(named == counted);  // reject(names-and-positions): tenon: elementwise operation: one operand has named axes and the other has none
  (void)(named == doubles);  // reject(value-type): tenon: elementwise operation: the operands have different value types
  (void)(integers == 0.5);  // reject(value-type): tenon: elementwise operation: the number would lose its meaning

  (void)(named != turned);
  (void)(counted != row);  // reject(rank): tenon: elementwise operation: positional operands must have equal shapes, and these have different numbers
  (void)(named != longer);  // reject(extent): tenon: elementwise operation: an axis has different lengths in the two operands
  (void)(counted != wider);  // reject(extent): tenon: elementwise operation: positional operands must have equal shapes; repeat an axis
  (void)(named != other);  // reject(absent): tenon: elementwise operation: the axes of one operand must all occur in the other
  (void)(named != counted);  // reject(names-and-positions): tenon: elementwise operation: one operand has named axes and the other has none
  (void)(named != doubles);  // reject(value-type): tenon: elementwise operation: the operands have different value types
  (void)(integers != 0.5);  // reject(value-type): tenon: elementwise operation: the number would lose its meaning
}
