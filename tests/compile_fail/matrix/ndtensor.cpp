// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: ndtensor
// not-applicable(absent): the axes have no names
// not-applicable(doubled): the axes have no names
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::ndtensor;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  ndtensor<float, 4, 8> counted;
  ndtensor<float, 8> less_axes;
  ndtensor<double, 4, 8> counted_doubles;
  tensor<float, seq<4>, embed<8>> named;

  ndtensor<float, 4, 8> flat = less_axes;  // reject(rank): tenon: assignment: the expression and the tensor have different numbers of axes
  ndtensor<float, 4, 9> wide = counted;  // reject(extent): tenon: assignment: the axes with this index have different lengths
  ndtensor<float, 4, 0> none;  // reject(extent): tenon: tensor: an axis has length 0
  ndtensor<float, 2, 2> few{1, 2, 3};  // reject(extent): tenon: tensor: the number of values is not the number of elements
  ndtensor<float, 4, 8> nameless = named;  // reject(names-and-positions): tenon: assignment: one side has named axes and the other has none
  ndtensor<float, 4, 8> converted = counted_doubles;  // reject(value-type): tenon: assignment: the expression has another value type
  ndtensor<bool, 2> truths{1, 0};  // reject(value-type): tenon: tensor: values of another kind than the tensor's
}
