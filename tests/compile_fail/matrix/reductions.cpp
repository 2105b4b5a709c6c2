// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: sum mean max min logsumexp argmax
// not-applicable(rank): one operand, of any rank and lengths that has the axes
// not-applicable(extent): one operand, of any rank and lengths that has the axes
#include <tenon/expr/position.hpp>
#include <tenon/expr/reduce.hpp>
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
  tensor<bool, seq<4>, embed<8>> truths;
  ndtensor<float, 4, 8> y;

  (void)tenon::sum<embed>(x);
  (void)tenon::sum<-1>(y);
  (void)tenon::sum<key>(x);  // reject(absent): tenon: reduction: the tensor does not have an axis
  (void)tenon::sum<2>(y);  // reject(absent): tenon: reduction: there is no axis with this index
  (void)tenon::sum<embed, embed>(x);  // reject(doubled): tenon: reduction: an axis is named twice
  (void)tenon::sum<1, -1>(y);  // reject(doubled): tenon: reduction: an axis is counted twice
  (void)tenon::sum<1>(x);  // reject(names-and-positions): tenon: reduction: the tensor's axes have names
  (void)tenon::sum<embed>(y);  // reject(names-and-positions): tenon: reduction: the tensor's axes have no names
  (void)tenon::sum<embed>(truths);  // reject(value-type): tenon: reduction: reductions are not defined for truth values

  (void)tenon::mean<embed>(x);
  (void)tenon::mean<-1>(y);
  (void)tenon::mean<key>(x);  // reject(absent): tenon: reduction: the tensor does not have an axis
  (void)tenon::mean<2>(y);  // reject(absent): tenon: reduction: there is no axis with this index
  (void)tenon::mean<embed, embed>(x);  // reject(doubled): tenon: reduction: an axis is named twice
  (void)tenon::mean<1, -1>(y);  // reject(doubled): tenon: reduction: an axis is counted twice
  (void)tenon::mean<1>(x);  // reject(names-and-positions): tenon: reduction: the tensor's axes have names
  (void)tenon::mean<embed>(y);  // reject(names-and-positions): tenon: reduction: the tensor's axes have no names
  (void)tenon::mean<embed>(truths);  // reject(value-type): tenon: reduction: mean and logsumexp are defined for float and double
  (void)tenon::mean<embed>(integers);  // reject(value-type): tenon: reduction: mean and logsumexp are defined for float and double

  (void)tenon::max<embed>(x);
  (void)tenon::max<-1>(y);
  (void)tenon::max<key>(x);  // reject(absent): tenon: reduction: the tensor does not have an axis
  (void)tenon::max<2>(y);  // reject(absent): tenon: reduction: there is no axis with this index
  (void)tenon::max<embed, embed>(x);  // reject(doubled): tenon: reduction: an axis is named twice
  (void)tenon::max<1, -1>(y);  // reject(doubled): tenon: reduction: an axis is counted twice
  (void)tenon::max<1>(x);  // reject(names-and-positions): tenon: reduction: the tensor's axes have names
  (void)tenon::max<embed>(y);  // reject(names-and-positions): tenon: reduction: the tensor's axes have no names
  (void)tenon::max<embed>(truths);  // reject(value-type): tenon: reduction: reductions are not defined for truth values

  (void)tenon::min<embed>(x);
  (void)tenon::min<-1>(y);
  (void)tenon::min<key>(x);  // reject(absent): tenon: reduction: the tensor does not have an axis
  (void)tenon::min<2>(y);  // reject(absent): tenon: reduction: there is no axis with this index
  (void)tenon::min<embed, embed>(x);  // reject(doubled): tenon: reduction: an axis is named twice
  (void)tenon::min<1, -1>(y);  // reject(doubled): tenon: reduction: an axis is counted twice
  (void)tenon::min<1>(x);  // reject(names-and-positions): tenon: reduction: the tensor's axes have names
  (void)tenon::min<embed>(y);  // reject(names-and-positions): tenon: reduction: the tensor's axes have no names
  (void)tenon::min<embed>(truths);  // reject(value-type): tenon: reduction: reductions are not defined for truth values

  (void)tenon::logsumexp<embed>(x);
  (void)tenon::logsumexp<-1>(y);
  (void)tenon::logsumexp<key>(x);  // reject(absent): tenon: reduction: the tensor does not have an axis
  (void)tenon::logsumexp<2>(y);  // reject(absent): tenon: reduction: there is no axis with this index
  (void)tenon::logsumexp<embed, embed>(x);  // reject(doubled): tenon: reduction: an axis is named twice
  (void)tenon::logsumexp<1, -1>(y);  // reject(doubled): tenon: reduction: an axis is counted twice
  (void)tenon::logsumexp<1>(x);  // reject(names-and-positions): tenon: reduction: the tensor's axes have names
  (void)tenon::logsumexp<embed>(y);  // reject(names-and-positions): tenon: reduction: the tensor's axes have no names
  (void)tenon::logsumexp<embed>(truths);  // reject(value-type): tenon: reduction: mean and logsumexp are defined for float and double
  (void)tenon::logsumexp<embed>(integers);  // reject(value-type): tenon: reduction: mean and logsumexp are defined for float and double

  (void)tenon::argmax<embed>(x);
  (void)tenon::argmax<-1>(y);
  (void)tenon::argmax<key>(x);  // reject(absent): tenon: reduction: the tensor does not have an axis
  (void)tenon::argmax<2>(y);  // reject(absent): tenon: reduction: there is no axis with this index
  (void)tenon::argmax<embed, embed>(x);  // reject(doubled): tenon: reduction: an axis is named twice
  (void)tenon::argmax<1, -1>(y);  // reject(doubled): tenon: reduction: an axis is counted twice
  (void)tenon::argmax<1>(x);  // reject(names-and-positions): tenon: reduction: the tensor's axes have names
  (void)tenon::argmax<embed>(y);  // reject(names-and-positions): tenon: reduction: the tensor's axes have no names
  (void)tenon::argmax<embed>(truths);  // reject(value-type): tenon: reduction: reductions are not defined for truth values
  (void)tenon::argmax(x);  // reject(absent): tenon: argmax: say along which one axis

  (void)tenon::sum<seq>(tenon::cast<float>(tenon::position<seq>()));  // reject(absent): tenon: reduction: the operand is still free in an axis
  (void)tenon::sum<0>(tenon::cast<float>(tenon::position<0>()));  // reject(absent): tenon: reduction: the operand is still free in an axis
  (void)tenon::sum(tenon::cast<float>(tenon::position<seq>()));  // reject(absent): tenon: reduction: the operand is still free in an axis
  (void)tenon::mean<seq>(tenon::cast<float>(tenon::position<seq>()));  // reject(absent): tenon: reduction: the operand is still free in an axis
  (void)tenon::mean<0>(tenon::cast<float>(tenon::position<0>()));  // reject(absent): tenon: reduction: the operand is still free in an axis
  (void)tenon::mean(tenon::cast<float>(tenon::position<seq>()));  // reject(absent): tenon: reduction: the operand is still free in an axis
  (void)tenon::max<seq>(tenon::cast<float>(tenon::position<seq>()));  // reject(absent): tenon: reduction: the operand is still free in an axis
  (void)tenon::max<0>(tenon::cast<float>(tenon::position<0>()));  // reject(absent): tenon: reduction: the operand is still free in an axis
  (void)tenon::max(tenon::cast<float>(tenon::position<seq>()));  // reject(absent): tenon: reduction: the operand is still free in an axis
  (void)tenon::min<seq>(tenon::cast<float>(tenon::position<seq>()));  // reject(absent): tenon: reduction: the operand is still free in an axis
  (void)tenon::min<0>(tenon::cast<float>(tenon::position<0>()));  // reject(absent): tenon: reduction: the operand is still free in an axis
  (void)tenon::min(tenon::cast<float>(tenon::position<seq>()));  // reject(absent): tenon: reduction: the operand is still free in an axis
  (void)tenon::logsumexp<seq>(tenon::cast<float>(tenon::position<seq>()));  // reject(absent): tenon: reduction: the operand is still free in an axis
  (void)tenon::logsumexp<0>(tenon::cast<float>(tenon::position<0>()));  // reject(absent): tenon: reduction: the operand is still free in an axis
  (void)tenon::logsumexp(tenon::cast<float>(tenon::position<seq>()));  // reject(absent): tenon: reduction: the operand is still free in an axis
  (void)tenon::argmax<seq>(tenon::cast<float>(tenon::position<seq>()));  // reject(absent): tenon: reduction: the operand is still free in an axis
  (void)tenon::argmax<0>(tenon::cast<float>(tenon::position<0>()));  // reject(absent): tenon: reduction: the operand is still free in an axis
  (void)tenon::argmax(tenon::cast<float>(tenon::position<seq>()));  // reject(absent): tenon: reduction: the operand is still free in an axis
}
