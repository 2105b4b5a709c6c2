// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: reshape
// not-applicable(rank): any number of axes may become any other
// not-applicable(doubled): no axis is named
// not-applicable(value-type): the values are moved, whatever their type
#include <tenon/expr/position.hpp>
#include <tenon/expr/reshape.hpp>
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
  (void)tenon::reshape<2, 16>(y);

  (void)tenon::reshape<4, 9>(y);  // reject(extent): tenon: reshape: the new shape must have as many elements
  (void)tenon::reshape<4, 8, 0>(y);  // reject(extent): tenon: reshape: the new shape must have as many elements
  (void)tenon::reshape(y);  // reject(extent): tenon: reshape: the new shape must have as many elements
  (void)tenon::reshape<2, 16>(x);  // reject(names-and-positions): tenon: reshape: the axes have names

  (void)tenon::reshape<4, 8>(tenon::position<0>());  // reject(absent): tenon: reshape: the operand is still free in an axis
}
