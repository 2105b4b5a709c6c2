// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: name_axes
// not-applicable(value-type): the values are moved, whatever their type
#include <tenon/expr/position.hpp>
#include <tenon/expr/rename.hpp>
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
  (void)tenon::name_axes<seq, embed>(y);
  (void)tenon::name_axes<seq<4>, embed<8>>(y);

  (void)tenon::name_axes<seq>(y);  // reject(rank): tenon: name_axes: give one name for each axis
  (void)tenon::name_axes<batch<1>, seq<4>, embed<8>>(y);  // reject(rank): tenon: name_axes: give one name for each axis
  (void)tenon::name_axes<seq<4>, embed<9>>(y);  // reject(extent): tenon: name_axes: the axis with this index has another length
  (void)tenon::name_axes<seq, seq>(y);  // reject(doubled): tenon: name_axes: a name is given twice
  (void)tenon::name_axes<seq<4>, seq<8>>(y);  // reject(doubled): tenon: name_axes: a name is given twice
  (void)tenon::name_axes<seq, embed>(x);  // reject(names-and-positions): tenon: name_axes: the axes have names already
  (void)tenon::name_axes<seq<4>, embed<8>>(x);  // reject(names-and-positions): tenon: name_axes: the axes have names already
  (void)tenon::name_axes<seq<4>, dim<8>>(y);  // reject(names-and-positions): tenon: name_axes: give names, not dim<N>

  (void)tenon::name_axes<seq>(tenon::position<0>());  // reject(absent): tenon: name_axes: the operand is still free in an axis
  (void)tenon::name_axes<seq<4>>(tenon::position<0>());  // reject(absent): tenon: name_axes: the operand is still free in an axis
}
