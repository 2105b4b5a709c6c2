// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: slice
// not-applicable(rank): an operand of any rank that has the axis
// not-applicable(doubled): one axis is named
// not-applicable(value-type): the values are moved, whatever their type
#include <tenon/expr/position.hpp>
#include <tenon/expr/slice.hpp>
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
  (void)tenon::slice<seq, 1, 3>(x);
  (void)tenon::slice<-2, 1, 3>(y);

  (void)tenon::slice<seq, 1, 4>(x);  // reject(extent): tenon: slice: the part must lie inside the axis
  (void)tenon::slice<seq, 4, 0>(x);  // reject(extent): tenon: slice: the part must lie inside the axis
  (void)tenon::slice<seq, static_cast<std::size_t>(-1), 2>(x);  // reject(extent): tenon: slice: the part must lie inside the axis
  (void)tenon::slice<0, 1, 4>(y);  // reject(extent): tenon: slice: the part must lie inside the axis
  (void)tenon::slice<key, 1, 3>(x);  // reject(absent): tenon: slice: the tensor does not have this axis
  (void)tenon::slice<2, 1, 3>(y);  // reject(absent): tenon: slice: there is no axis with this index
  (void)tenon::slice<0, 1, 3>(x);  // reject(names-and-positions): tenon: slice: the axes have names
  (void)tenon::slice<seq, 1, 3>(y);  // reject(names-and-positions): tenon: slice: the tensor's axes have no names

  (void)tenon::slice<seq, 1, 3>(tenon::position<seq>());  // reject(absent): tenon: slice: the operand is still free in an axis
  (void)tenon::slice<0, 1, 3>(tenon::position<0>());  // reject(absent): tenon: slice: the operand is still free in an axis
}
