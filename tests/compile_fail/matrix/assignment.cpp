// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: operator=
// not-applicable(doubled): no axis is named, and no operand can have an axis twice
#include <tenon/expr/operators.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

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
  tenon::view<float, seq<4>, embed<8>> window(x);
  tenon::strided_view<float, tenon::strides<1, 4>, seq<4>, embed<8>> columns(x.data());

  row = x;  // reject(rank): tenon: assignment: the expression and the tensor have different numbers of axes
  longer = x;  // reject(extent): tenon: assignment: an axis has different lengths
  wider = y;  // reject(extent): tenon: assignment: the axes with this index have different lengths
  other = x;  // reject(absent): tenon: assignment: the expression has other axes than the tensor
  integers = integers + tenon::position<key>();  // reject(absent): tenon: assignment: the expression is still free
  y = x;  // reject(names-and-positions): tenon: assignment: one side has named axes and the other has none
  x = y;  // reject(names-and-positions): tenon: assignment: one side has named axes and the other has none
  integers = x;  // reject(value-type): tenon: assignment: the expression has another value type

  window = row + row;  // reject(rank): tenon: assignment: the expression and the tensor have different numbers of axes
  window = longer + longer;  // reject(extent): tenon: assignment: an axis has different lengths
  window = other + other;  // reject(absent): tenon: assignment: the expression has other axes than the tensor
  window = y + y;  // reject(names-and-positions): tenon: assignment: one side has named axes and the other has none
  window = doubles + doubles;  // reject(value-type): tenon: assignment: the expression has another value type

  columns = row - row;  // reject(rank): tenon: assignment: the expression and the tensor have different numbers of axes
  columns = longer - longer;  // reject(extent): tenon: assignment: an axis has different lengths
  columns = other - other;  // reject(absent): tenon: assignment: the expression has other axes than the tensor
  columns = y - y;  // reject(names-and-positions): tenon: assignment: one side has named axes and the other has none
  columns = doubles - doubles;  // reject(value-type): tenon: assignment: the expression has another value type
}
