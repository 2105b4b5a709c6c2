// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: merge
// not-applicable(rank): an operand of any rank that has the axes
// not-applicable(extent): the new length is the product of the old ones
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
  tensor<float, seq<4>, head<2>, head_dim<8>> x;
  ndtensor<float, 4, 2, 8> y;
  (void)tenon::merge<head, head_dim, hidden>(x);

  (void)tenon::merge<head, embed, hidden>(x);  // reject(absent): tenon: merge: the tensor does not have all the axes
  (void)tenon::merge<seq, head_dim, hidden>(x);  // reject(absent): tenon: merge: the axes must stand next to each other
  (void)tenon::merge<head_dim, head, hidden>(x);  // reject(absent): tenon: merge: the axes must stand next to each other
  (void)tenon::merge<head, head, hidden>(x);  // reject(doubled): tenon: merge:
  (void)tenon::merge<head, head_dim, seq>(x);  // reject(doubled): tenon: merge: the tensor has the new axis already
  (void)tenon::merge<head, head_dim, hidden>(y);  // reject(names-and-positions): tenon: merge: the tensor's axes have no names

  (void)tenon::merge<head, seq, hidden>(tenon::position<seq>());  // reject(absent): tenon: merge: the operand is still free in an axis
}
