// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: split
// not-applicable(rank): an operand of any rank that has the axis
// not-applicable(value-type): the values are moved, whatever their type
#include <tenon/expr/position.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::dim;
using tenon::ndtensor;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<float, seq<4>, hidden<16>> x;
  ndtensor<float, 4, 16> y;
  (void)tenon::split<hidden, head<2>, head_dim<8>>(x);

  (void)tenon::split<hidden, head<2>, head_dim<9>>(x);  // reject(extent): tenon: split: the lengths of the parts must multiply
  (void)tenon::split<hidden, head<16>, head_dim<0>>(x);  // reject(extent): tenon: split: the lengths of the parts must multiply
  (void)tenon::split<embed, head<2>, head_dim<8>>(x);  // reject(absent): tenon: split: the tensor does not have this axis
  (void)tenon::split<hidden, head<2>, head<8>>(x);  // reject(doubled): tenon: split: a part has the name of an axis that the tensor has already
  (void)tenon::split<hidden, seq<2>, head_dim<8>>(x);  // reject(doubled): tenon: split: a part has the name of an axis that the tensor has already
  (void)tenon::split<hidden, head<2>, head_dim<8>>(y);  // reject(names-and-positions): tenon: split: the tensor's axes have no names
  (void)tenon::split<hidden, dim<2>, dim<8>>(x);  // reject(names-and-positions): tenon: split: the parts must be named axes
  (void)tenon::split<hidden, head<2>, dim<8>>(x);  // reject(names-and-positions): tenon: split: the parts must be named axes
  (void)tenon::split<hidden, head, head_dim>(x);  // reject(extent): tenon: split: say how long the parts are

  (void)tenon::split<seq, head<2>, head_dim<2>>(tenon::position<seq>());  // reject(absent): tenon: split: the operand is still free in an axis
}
