// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: all_close
// not-applicable(doubled): no axis is named, and no operand can have an axis twice
#include <tenon/expr/all_close.hpp>
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
  tensor<float, embed<8>, seq<4>> turned;
  tensor<float, seq<4>> row;
  tensor<float, seq<4>, embed<9>> longer;
  tensor<float, seq<4>, hidden<8>> other;
  ndtensor<float, 4, 8> y;
  ndtensor<float, 4, 9> wider;
  tensor<double, seq<4>, embed<8>> doubles;
  tensor<int, seq<4>> integers;
  (void)tenon::all_close(x, turned);

  (void)tenon::all_close(x, row);  // reject(rank): tenon: assignment: the expression and the tensor have different numbers of axes
  (void)tenon::all_close(x, longer);  // reject(extent): tenon: assignment: an axis has different lengths
  (void)tenon::all_close(y, wider);  // reject(extent): tenon: assignment: the axes with this index have different lengths
  (void)tenon::all_close(x, other);  // reject(absent): tenon: assignment: the expression has other axes than the tensor
  (void)tenon::all_close(integers, tenon::position<seq>());  // reject(absent): tenon: all_close: an operand is still free in an axis
  (void)tenon::all_close(tenon::position<seq>(), x);  // reject(absent): tenon: all_close: an operand is still free in an axis
  (void)tenon::all_close(x, y);  // reject(names-and-positions): tenon: assignment: one side has named axes and the other has none
  (void)tenon::all_close(x, doubles);  // reject(value-type): tenon: assignment: the expression has another value type
  (void)tenon::all_close(integers, 0.5);  // reject(value-type): tenon: all_close: the number would lose its meaning
}
