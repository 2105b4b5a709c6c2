// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: rename
// not-applicable(rank): one axis of an operand of any rank; the length stays
// not-applicable(extent): one axis of an operand of any rank; the length stays
// not-applicable(value-type): the values are moved, whatever their type
#include <tenon/expr/position.hpp>
#include <tenon/expr/rename.hpp>
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
  (void)tenon::rename<seq, key>(x);

  (void)tenon::rename<head, key>(x);  // reject(absent): tenon: rename: the tensor does not have this axis
  (void)tenon::rename<seq, embed>(x);  // reject(doubled): tenon: rename: the tensor has an axis of the new name already
  (void)tenon::rename<seq, seq>(x);  // reject(doubled): tenon: rename: the tensor has an axis of the new name already
  (void)tenon::rename<seq, key>(y);  // reject(names-and-positions): tenon: rename: the tensor's axes have no names

  (void)tenon::rename<seq, key>(tenon::position<seq>());  // reject(absent): tenon: rename: the operand is still free in an axis
}
