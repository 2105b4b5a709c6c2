// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: transpose
// not-applicable(extent): the lengths stay
// not-applicable(doubled): no axis is named
// not-applicable(value-type): the values are moved, whatever their type
#include <tenon/expr/permute.hpp>
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
  ndtensor<float, 4, 8> y;
  ndtensor<float, 8> row;
  (void)tenon::transpose(y);

  (void)tenon::transpose(row);  // reject(rank): tenon: transpose: the tensor needs at least two axes
  (void)tenon::transpose(x);  // reject(names-and-positions): tenon: transpose: the axes have names

  (void)tenon::transpose(tenon::position<0>());  // reject(absent): tenon: transpose: the operand is still free in an axis
}
