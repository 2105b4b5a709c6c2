// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: operator() at
// not-applicable(extent): an index is a number at run time: at() throws, operator() asserts
// not-applicable(absent): the indices stand for the axes in their order
// not-applicable(doubled): the indices stand for the axes in their order
// not-applicable(names-and-positions): the indices stand for the axes in their order
// not-applicable(value-type): the result is the element, whatever its type
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<float, seq<4>, embed<8>> x;
  tensor<float, seq<4>, embed<8>> const y;
  (void)x(0, 0);

  (void)x(0);  // reject(rank): tenon: element access: give one index for each axis
  (void)y(0, 0, 0);  // reject(rank): tenon: element access: give one index for each axis
  (void)x.at(0);  // reject(rank): tenon: at: give one index for each axis
  (void)y.at(0, 0, 0);  // reject(rank): tenon: at: give one index for each axis
}
