// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: matmul
// not-applicable(doubled): no axis is named
#include <tenon/expr/matmul.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::matmul;
using tenon::ndtensor;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  ndtensor<float, 2, 4, 8> x;
  ndtensor<float, 8, 3> w;
  (void)matmul(x, w);

  ndtensor<float, 8> row;
  (void)matmul(row, w);  // reject(rank): tenon: matmul: the left operand needs at least two axes
  (void)matmul(x, row);  // reject(rank): tenon: matmul: the right operand needs at least two axes

  ndtensor<float, 9, 3> longer;
  ndtensor<float, 5, 8, 3> batches;
  ndtensor<float, 1, 2, 8, 3> more_batches;
  (void)matmul(x, longer);        // reject(extent): tenon: matmul: the last axis of the left operand
  (void)matmul(x, batches);       // reject(extent): tenon: matmul: the batch axes with this index
  (void)matmul(x, more_batches);  // reject(rank): tenon: matmul: the operands have different numbers of batch axes

  tensor<float, seq<4>, embed<8>> named;
  (void)matmul(named, w);  // reject(names-and-positions): tenon: matmul: the left operand has named axes
  (void)matmul(x, named);  // reject(names-and-positions): tenon: matmul: the right operand has named axes

  ndtensor<double, 8, 3> doubles;
  ndtensor<int, 8, 8> integers;
  (void)matmul(x, doubles);          // reject(value-type): tenon: matmul: the operands have different value types
  (void)matmul(integers, integers);  // reject(value-type): tenon: matmul: products are defined for float and double

  (void)matmul(x, tenon::position<0>());  // reject(absent): tenon: matmul: an operand is still free in an axis
}
