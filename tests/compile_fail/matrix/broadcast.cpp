// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: broadcast
// not-applicable(absent): what is not there is what broadcast adds
// not-applicable(value-type): the values are moved, whatever their type
#include <tenon/expr/broadcast.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::dim;
using tenon::ndtensor;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<float, embed<8>> x;
  ndtensor<float, 4, 8> y;
  (void)tenon::broadcast<seq<4>>(x);
  (void)tenon::broadcast<2, 4, 8>(y);

  (void)tenon::broadcast<8>(y);  // reject(rank): tenon: broadcast: aligned at the last axis
  (void)tenon::broadcast<4, 9>(y);  // reject(extent): tenon: broadcast: aligned at the last axis
  (void)tenon::broadcast<seq<4>, embed<9>>(x);  // reject(extent): tenon: broadcast: the tensor has this axis already, with another length
  (void)tenon::broadcast<seq<0>>(x);  // reject(extent): tenon: broadcast: an axis has length 0
  (void)tenon::broadcast<0, 4, 8>(y);  // reject(extent): tenon: broadcast: an axis has length 0
  (void)tenon::broadcast<seq<4>, seq<4>>(x);  // reject(doubled): tenon: broadcast: an axis is given twice
  (void)tenon::broadcast<seq<4>>(y);  // reject(names-and-positions): tenon: broadcast: the tensor has named axes and the new ones have none
  (void)tenon::broadcast<4, 8>(x);  // reject(names-and-positions): tenon: broadcast: the tensor has named axes and the new ones have none
  (void)tenon::broadcast<seq<4>, dim<8>>(x);  // reject(names-and-positions): tenon: broadcast: some axes have names and some are dim<N>
}
