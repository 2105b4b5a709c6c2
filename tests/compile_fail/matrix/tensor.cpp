// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: tensor
#include <array>

#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::dim;
using tenon::ndtensor;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<float, seq<4>> row;
  tensor<float, seq<4>, embed<9>> longer;
  tensor<float, seq<4>, hidden<8>> other;
  tensor<int, seq<4>, embed<8>> integers;
  ndtensor<float, 4, 8> counted;
  struct money {};

  tensor<float, seq<4>> fine{1, 2, 3, 4};
  tensor<float, seq<4>, embed<8>> less = row;  // reject(rank): tenon: assignment: the expression and the tensor have different numbers of axes
  tensor<float, seq<4>, embed<8>> shorter = longer;  // reject(extent): tenon: assignment: an axis has different lengths
  tensor<float, seq<4>> few{1, 2, 3};  // reject(extent): tenon: tensor: the number of values is not the number of elements
  tensor<float, seq<5>> many(std::array<float, 6>{});  // reject(extent): tenon: tensor: the number of values is not the number of elements
  tensor<float, seq<2>, embed<3>> ragged{{1, 2, 3, 4}, {5, 6}};  // reject(extent): tenon: tensor: the rows are not as long as the last axis
  tensor<float, seq<0>> empty;  // reject(extent): tenon: tensor: an axis has length 0
  tensor<float, seq<4>, embed<8>> without = other;  // reject(absent): tenon: assignment: the expression has other axes than the tensor
  tensor free = tenon::position<seq>();  // reject(absent): tenon: assignment: the expression is still free in an axis
  tensor<float, seq<4>, seq<4>> squared;  // reject(doubled): tenon: tensor: an axis occurs twice
  tensor<float, seq<4>, embed<8>, seq<5>> twice;  // reject(doubled): tenon: tensor: an axis occurs twice
  tensor<float, seq<4>, embed<8>> named = counted;  // reject(names-and-positions): tenon: assignment: one side has named axes and the other has none
  tensor<float, seq<4>, dim<8>> mixed;  // reject(names-and-positions): tenon: tensor: some axes have names and some are dim<N>
  tensor<float, seq<4>, embed<8>> other_value = integers;  // reject(value-type): tenon: assignment: the expression has another value type
  tensor<float const, seq<4>> fixed;  // reject(value-type): tenon: tensor: the value type comes first and must be a number or bool

  tensor<money, seq<4>> purse;  // reject(value-type): tenon: tensor: the value type comes first and must be a number or bool
  tensor<int, seq<4>> fractions{1, 2, 3.5, 4};  // reject(value-type): tenon: tensor: values of another kind than the tensor's
  tensor<int, seq<5>> list(std::array<double, 5>{});  // reject(value-type): tenon: tensor: values of another kind than the tensor's
}
