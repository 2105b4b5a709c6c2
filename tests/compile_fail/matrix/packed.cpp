// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: packed_dense
#include <tenon/eval.hpp>
#include <tenon/expr/packed.hpp>
#include <tenon/nn/dense.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::dim;
using tenon::ndtensor;
using tenon::packed;
using tenon::tensor;
using tenon::nn::dense;
using tenon::nn::packed_dense;

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<float, seq<4>, embed<8>> x;
  ndtensor<float, 4, 8> y;
  tensor<float, seq<4>, embed<9>> longer;
  tensor<float, seq<4>, key<8>> other;
  tensor<float, hidden<16>, embed<8>> made;
  tensor<double, seq<4>, embed<8>> doubles;
  tensor<int, embed<8>, hidden<16>> integers;
  tensor<float> number;
  ndtensor<float, 8> row;
  ndtensor<float, 4, 9> wider;
  tensor<float, embed<8>, hidden<16>> kernel;
  ndtensor<float, 8, 16> by_place;
  packed const w(kernel);
  packed const v(by_place);
  dense<embed<8>, hidden<16>> const named;
  dense<dim<8>, dim<16>> const positional;
  (void)packed_dense(named)(x);
  (void)packed_dense(positional)(y);
  (void)tenon::dot<embed>(x, w);
  (void)tenon::matmul(y, v);

  (void)packed_dense(positional)(row);  // reject(rank): tenon: matmul: the left operand needs at least two axes
  (void)packed_dense(named)(longer);  // reject(extent): tenon: dot: an axis that both operands have must be equally long
  (void)packed_dense(positional)(wider);  // reject(extent): tenon: matmul: the last axis of the left operand
  (void)packed_dense(named)(other);  // reject(absent): tenon: dot: the left operand does not have the axis
  (void)packed_dense(named)(made);  // reject(doubled): tenon: dense: the input has an axis that the layer makes
  (void)packed_dense(named)(y);  // reject(names-and-positions): tenon: dot: the left operand has no axis names
  (void)packed_dense(positional)(x);  // reject(names-and-positions): tenon: matmul: the left operand has named axes
  (void)packed_dense(named)(doubles);  // reject(value-type): tenon: dot: the operands have different value types

  (void)packed(number);  // reject(rank): tenon: packed: a number has no axis
  (void)tenon::dot<embed>(longer, w);  // reject(extent): tenon: dot: an axis that both operands have must be equally long
  (void)tenon::dot<embed>(other, w);  // reject(absent): tenon: dot: the left operand does not have the axis
  (void)packed<float, embed<8>, vocab<16>>(kernel);  // reject(absent): tenon: assignment: the expression has other axes
  (void)packed<float, embed<8>, hidden<17>>(kernel);  // reject(extent): tenon: assignment: an axis has different lengths
  (void)packed<float, embed<8>, embed<8>>(kernel);  // reject(doubled): tenon: tensor: an axis occurs twice
  (void)packed<float, embed<8>, hidden<0>>(kernel);  // reject(extent): tenon: tensor: an axis has length 0
  (void)packed<float, embed<8>, dim<16>>(kernel);  // reject(names-and-positions): tenon: tensor: some axes have names
  (void)tenon::dot<embed>(x, v);  // reject(names-and-positions): tenon: dot: the right operand has no axis names
  (void)packed(integers);  // reject(value-type): tenon: packed: products are defined for float and double
  (void)tenon::dot<embed>(doubles, w);  // reject(value-type): tenon: dot: the operands have different value types
}
