// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: permute
// not-applicable(extent): the lengths stay
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
  tensor<float, batch<2>, seq<4>, embed<8>> x;
  ndtensor<float, 2, 4, 8> y;
  (void)tenon::permute<embed, batch, seq>(x);
  (void)tenon::permute<2, 0, 1>(y);

  (void)tenon::permute<embed, batch>(x);  // reject(rank): tenon: permute: name every axis of the tensor once
  (void)tenon::permute<2, 0>(y);  // reject(rank): tenon: permute: give the index of every axis of the tensor once
  (void)tenon::permute<embed, batch, key>(x);  // reject(absent): tenon: permute: the tensor does not have all the axes named
  (void)tenon::permute<3, 0, 1>(y);  // reject(absent): tenon: permute: give the index of every axis of the tensor once
  (void)tenon::permute<embed, batch, batch>(x);  // reject(doubled): tenon: permute: an axis is named twice
  (void)tenon::permute<embed, batch, seq, seq>(x);  // reject(doubled): tenon: permute: an axis is named twice
  (void)tenon::permute<2, 0, -1>(y);  // reject(doubled): tenon: permute: give the index of every axis of the tensor once
  (void)tenon::permute<2, 0, 1>(x);  // reject(names-and-positions): tenon: permute: the axes have names
  (void)tenon::permute<embed, batch, seq>(y);  // reject(names-and-positions): tenon: permute: the tensor's axes have no names

  (void)tenon::permute<seq>(tenon::position<seq>());  // reject(absent): tenon: permute: the operand is still free in an axis
  (void)tenon::permute<0>(tenon::position<0>());  // reject(absent): tenon: permute: the operand is still free in an axis
}
