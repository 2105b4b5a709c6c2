// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: dense linear
#include <tenon/nn/linear.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::dim;
using tenon::ndtensor;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<float, seq<4>, embed<8>> x;
  ndtensor<float, 4, 8> y;
  tensor<float, seq<4>, embed<9>> longer;
  tensor<float, seq<4>, key<8>> other;
  tensor<float, hidden<16>, embed<8>> made;
  tensor<double, seq<4>, embed<8>> doubles;
  tensor<int, seq<4>, embed<8>> integers;
  ndtensor<float, 8> row;
  ndtensor<float, 4, 9> wider;
  (void)tenon::nn::dense<embed<8>, hidden<16>>()(x);
  (void)tenon::nn::dense<dim<8>, dim<16>>()(y);

  (void)tenon::nn::dense<dim<8>, dim<16>>()(row);  // reject(rank): tenon: matmul: the left operand needs at least two axes
  (void)tenon::nn::dense<embed<8>, hidden<16>>()(longer);  // reject(extent): tenon: dot: an axis that both operands have must be equally long
  (void)tenon::nn::dense<dim<8>, dim<16>>()(wider);  // reject(extent): tenon: matmul: the last axis of the left operand
  (void)tenon::nn::dense<embed<8>, hidden<0>>()(x);  // reject(extent): tenon: tensor: an axis has length 0
  (void)tenon::nn::dense<embed<8>, hidden<16>>()(other);  // reject(absent): tenon: dot: the left operand does not have the axis
  (void)tenon::nn::dense<embed<8>, hidden<16>>()(made);  // reject(doubled): tenon: dense: the input has an axis that the layer makes
  (void)tenon::nn::dense<embed<8>, embed<8>>()(x);  // reject(doubled): tenon: tensor: an axis occurs twice
  (void)tenon::nn::dense<embed<8>, head<2>, head<4>>()(x);  // reject(doubled): tenon: tensor: an axis occurs twice
  (void)tenon::nn::dense<embed<8>, hidden<16>>()(y);  // reject(names-and-positions): tenon: dot: the left operand has no axis names
  (void)tenon::nn::dense<dim<8>, dim<16>>()(x);  // reject(names-and-positions): tenon: matmul: the left operand has named axes
  (void)tenon::nn::dense<embed<8>, dim<16>>()(x);  // reject(names-and-positions): tenon: tensor: some axes have names and some are dim<N>
  (void)tenon::nn::dense<embed<8>, hidden<16>>()(doubles);  // reject(value-type): tenon: dot: the operands have different value types
  (void)tenon::nn::dense<int, embed<8>, hidden<16>>()(integers);  // reject(value-type): tenon: dot: products are defined for float and double

  (void)tenon::nn::linear<dim<8>, dim<16>>()(row);  // reject(rank): tenon: matmul: the left operand needs at least two axes
  (void)tenon::nn::linear<embed<8>, hidden<16>>()(longer);  // reject(extent): tenon: dot: an axis that both operands have must be equally long
  (void)tenon::nn::linear<dim<8>, dim<16>>()(wider);  // reject(extent): tenon: matmul: the last axis of the left operand
  (void)tenon::nn::linear<embed<8>, hidden<0>>()(x);  // reject(extent): tenon: tensor: an axis has length 0
  (void)tenon::nn::linear<embed<8>, hidden<16>>()(other);  // reject(absent): tenon: dot: the left operand does not have the axis
  (void)tenon::nn::linear<embed<8>, hidden<16>>()(made);  // reject(doubled): tenon: linear: the input has an axis that the layer makes
  (void)tenon::nn::linear<embed<9>, embed<9>>()(longer);  // reject(doubled): tenon: tensor: an axis occurs twice
  (void)tenon::nn::linear<embed<8>, head<2>, head<4>>()(x);  // reject(doubled): tenon: tensor: an axis occurs twice
  (void)tenon::nn::linear<embed<8>, hidden<16>>()(y);  // reject(names-and-positions): tenon: dot: the left operand has no axis names
  (void)tenon::nn::linear<dim<8>, dim<16>>()(x);  // reject(names-and-positions): tenon: matmul: the left operand has named axes
  (void)tenon::nn::linear<embed<8>, dim<16>>()(x);  // reject(names-and-positions): tenon: tensor: some axes have names and some are dim<N>
  (void)tenon::nn::linear<embed<8>, hidden<16>>()(doubles);  // reject(value-type): tenon: dot: the operands have different value types
  (void)tenon::nn::linear<int, embed<8>, hidden<16>>()(integers);  // reject(value-type): tenon: dot: products are defined for float and double
}
