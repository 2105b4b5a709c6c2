// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: concat
// not-applicable(doubled): one axis is named, and no operand can have an axis twice
#include <tenon/expr/concat.hpp>
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
  tensor<float, embed<8>, seq<2>> turned;
  tensor<float, seq<4>, embed<9>> longer;
  tensor<float, seq<4>, hidden<8>> other;
  tensor<float, embed<8>> row;
  tensor<double, seq<4>, embed<8>> doubles;
  ndtensor<float, 4, 8> y;
  ndtensor<float, 4, 9> wider;
  ndtensor<float, 8> counted_row;
  ndtensor<int, 4, 8> integers;
  (void)tenon::concat<seq>(x, turned);
  (void)tenon::concat<1>(y, wider);

  (void)tenon::concat<seq>(x, row);  // reject(rank): tenon: concat: the operands have different numbers of axes
  (void)tenon::concat<0>(y, counted_row);  // reject(rank): tenon: concat: the operands have different numbers of axes
  (void)tenon::concat<seq>(x, longer);  // reject(extent): tenon: concat: the operands must agree in every axis but the one
  (void)tenon::concat<0>(y, wider);  // reject(extent): tenon: concat: the operands must agree in every axis but the one
  (void)tenon::concat<key>(x, x);  // reject(absent): tenon: concat: the tensors do not have the axis
  (void)tenon::concat<2>(y, y);  // reject(absent): tenon: concat: there is no axis with this index
  (void)tenon::concat<seq>(x, other);  // reject(absent): tenon: concat: the operands have different axes
  (void)tenon::concat<embed>(x, other);  // reject(absent): tenon: concat: the operands have different axes
  (void)tenon::concat<0>(x, x);  // reject(names-and-positions): tenon: concat: the axes have names
  (void)tenon::concat<seq>(y, y);  // reject(names-and-positions): tenon: concat: the tensors' axes have no names
  (void)tenon::concat<seq>(x, y);  // reject(names-and-positions): tenon: concat: one operand has named axes and the other has none
  (void)tenon::concat<0>(y, x);  // reject(names-and-positions): tenon: concat: one operand has named axes and the other has none
  (void)tenon::concat<seq>(x, turned, doubles);  // reject(value-type): tenon: concat: the operands have different value types
  (void)tenon::concat<0>(y, integers);  // reject(value-type): tenon: concat: the operands have different value types

  tensor<int, seq<4>> ids;
  (void)tenon::concat<seq>(ids, tenon::position<seq>());  // reject(absent): tenon: concat: an operand is still free in an axis
}
