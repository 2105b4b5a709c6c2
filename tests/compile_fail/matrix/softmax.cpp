// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: softmax log_softmax
// not-applicable(rank): one operand, of any rank and lengths that has the axis
// not-applicable(extent): one operand, of any rank and lengths that has the axis
#include <tenon/expr/position.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::ndtensor;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<float, seq<4>, embed<8>> x;
  tensor<int, seq<4>, embed<8>> integers;
  ndtensor<float, 4, 8> y;
  ndtensor<int, 4> counts;

  (void)tenon::softmax<embed>(x);
  (void)tenon::softmax<-1>(y);
  (void)tenon::softmax<key>(x);  // reject(absent): tenon: softmax: the tensor does not have this axis
  (void)tenon::softmax<2>(y);  // reject(absent): tenon: softmax: there is no axis with this index
  (void)tenon::softmax(x);  // reject(absent): tenon: softmax: say along which axis
  (void)tenon::softmax<embed, embed>(x);  // reject(doubled): tenon: softmax: the values compete along one axis
  (void)tenon::softmax<1, 1>(y);  // reject(doubled): tenon: softmax: the values compete along one axis
  (void)tenon::softmax<1>(x);  // reject(names-and-positions): tenon: softmax: the axes have names
  (void)tenon::softmax<embed>(y);  // reject(names-and-positions): tenon: softmax: the tensor's axes have no names
  (void)tenon::softmax<embed>(integers);  // reject(value-type): tenon: softmax: it is defined for float and double
  (void)tenon::softmax<0>(counts);  // reject(value-type): tenon: softmax: it is defined for float and double

  (void)tenon::log_softmax<embed>(x);
  (void)tenon::log_softmax<-1>(y);
  (void)tenon::log_softmax<key>(x);  // reject(absent): tenon: log_softmax: the tensor does not have this axis
  (void)tenon::log_softmax<2>(y);  // reject(absent): tenon: log_softmax: there is no axis with this index
  (void)tenon::log_softmax(x);  // reject(absent): tenon: log_softmax: say along which axis
  (void)tenon::log_softmax<embed, embed>(x);  // reject(doubled): tenon: log_softmax: the values compete along one axis
  (void)tenon::log_softmax<1, 1>(y);  // reject(doubled): tenon: log_softmax: the values compete along one axis
  (void)tenon::log_softmax<1>(x);  // reject(names-and-positions): tenon: log_softmax: the axes have names
  (void)tenon::log_softmax<embed>(y);  // reject(names-and-positions): tenon: log_softmax: the tensor's axes have no names
  (void)tenon::log_softmax<embed>(integers);  // reject(value-type): tenon: log_softmax: it is defined for float and double
  (void)tenon::log_softmax<0>(counts);  // reject(value-type): tenon: log_softmax: it is defined for float and double

  (void)tenon::softmax<seq>(tenon::cast<float>(tenon::position<seq>()));  // reject(absent): tenon: softmax: the operand is still free in an axis
  (void)tenon::softmax<0>(tenon::cast<float>(tenon::position<0>()));  // reject(absent): tenon: softmax: the operand is still free in an axis
  (void)tenon::log_softmax<seq>(tenon::cast<float>(tenon::position<seq>()));  // reject(absent): tenon: log_softmax: the operand is still free in an axis
  (void)tenon::log_softmax<0>(tenon::cast<float>(tenon::position<0>()));  // reject(absent): tenon: log_softmax: the operand is still free in an axis
}
