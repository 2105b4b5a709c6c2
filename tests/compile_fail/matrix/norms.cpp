// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: layer_norm rms_norm
// not-applicable(doubled): one axis is named
#include <tenon/expr/norm.hpp>
#include <tenon/expr/position.hpp>
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
  tensor<float, embed<8>> gain, bias;
  tensor<float, embed<9>> longer;
  tensor<float, hidden<8>> other;
  tensor<float, seq<4>, embed<8>> wide;
  tensor<double, embed<8>> doubles;
  ndtensor<float, 4, 8> y;
  ndtensor<float, 8> counted_gain, counted_bias;
  ndtensor<float, 9> long_row;
  ndtensor<double, 8> counted_doubles;

  (void)tenon::layer_norm<embed>(x, gain, bias);
  (void)tenon::layer_norm<-1>(y, counted_gain, counted_bias);
  (void)tenon::layer_norm<embed>(x, wide, bias);  // reject(rank): tenon: layer_norm: the gain must have one value for each element
  (void)tenon::layer_norm<1>(y, y, counted_bias);  // reject(rank): tenon: layer_norm: the gain must have one value for each element
  (void)tenon::layer_norm<embed>(x, longer, bias);  // reject(extent): tenon: layer_norm: the gain must have one value for each element
  (void)tenon::layer_norm<1>(y, long_row, counted_bias);  // reject(extent): tenon: layer_norm: the gain must have one value for each element
  (void)tenon::layer_norm<key>(x, gain, bias);  // reject(absent): tenon: layer_norm: the tensor does not have this axis
  (void)tenon::layer_norm<2>(y, counted_gain, counted_bias);  // reject(absent): tenon: layer_norm: there is no axis with this index
  (void)tenon::layer_norm<embed>(x, other, bias);  // reject(absent): tenon: layer_norm: the gain must have one value for each element
  (void)tenon::layer_norm<1>(x, gain, bias);  // reject(names-and-positions): tenon: layer_norm: the axes have names
  (void)tenon::layer_norm<embed>(y, gain, bias);  // reject(names-and-positions): tenon: layer_norm: the tensor's axes have no names
  (void)tenon::layer_norm<embed>(x, counted_gain, bias);  // reject(names-and-positions): tenon: layer_norm: the gain must have one value for each element
  (void)tenon::layer_norm<1>(y, gain, counted_bias);  // reject(names-and-positions): tenon: layer_norm: the gain must have one value for each element
  (void)tenon::layer_norm<embed>(integers, gain, bias);  // reject(value-type): tenon: layer_norm: it is defined for float and double
  (void)tenon::layer_norm<embed>(x, doubles, bias);  // reject(value-type): tenon: elementwise operation: the operands have different value types
  (void)tenon::layer_norm<1>(y, counted_doubles, counted_bias);  // reject(value-type): tenon: elementwise operation: the operands have different value types
  (void)tenon::layer_norm<embed>(x, gain, wide);  // reject(rank): tenon: layer_norm: the bias must have one value for each element
  (void)tenon::layer_norm<embed>(x, gain, longer);  // reject(extent): tenon: layer_norm: the bias must have one value for each element
  (void)tenon::layer_norm<embed>(x, gain, other);  // reject(absent): tenon: layer_norm: the bias must have one value for each element
  (void)tenon::layer_norm<embed>(x, gain, counted_gain);  // reject(names-and-positions): tenon: layer_norm: the bias must have one value for each element
  (void)tenon::layer_norm<embed>(x, gain, doubles);  // reject(value-type): tenon: elementwise operation: the operands have different value types

  (void)tenon::rms_norm<embed>(x, gain);
  (void)tenon::rms_norm<-1>(y, counted_gain);
  (void)tenon::rms_norm<embed>(x, wide);  // reject(rank): tenon: rms_norm: the gain must have one value for each element
  (void)tenon::rms_norm<1>(y, y);  // reject(rank): tenon: rms_norm: the gain must have one value for each element
  (void)tenon::rms_norm<embed>(x, longer);  // reject(extent): tenon: rms_norm: the gain must have one value for each element
  (void)tenon::rms_norm<1>(y, long_row);  // reject(extent): tenon: rms_norm: the gain must have one value for each element
  (void)tenon::rms_norm<key>(x, gain);  // reject(absent): tenon: rms_norm: the tensor does not have this axis
  (void)tenon::rms_norm<2>(y, counted_gain);  // reject(absent): tenon: rms_norm: there is no axis with this index
  (void)tenon::rms_norm<embed>(x, other);  // reject(absent): tenon: rms_norm: the gain must have one value for each element
  (void)tenon::rms_norm<1>(x, gain);  // reject(names-and-positions): tenon: rms_norm: the axes have names
  (void)tenon::rms_norm<embed>(y, gain);  // reject(names-and-positions): tenon: rms_norm: the tensor's axes have no names
  (void)tenon::rms_norm<embed>(x, counted_gain);  // reject(names-and-positions): tenon: rms_norm: the gain must have one value for each element
  (void)tenon::rms_norm<1>(y, gain);  // reject(names-and-positions): tenon: rms_norm: the gain must have one value for each element
  (void)tenon::rms_norm<embed>(integers, gain);  // reject(value-type): tenon: rms_norm: it is defined for float and double
  (void)tenon::rms_norm<embed>(x, doubles);  // reject(value-type): tenon: elementwise operation: the operands have different value types
  (void)tenon::rms_norm<1>(y, counted_doubles);  // reject(value-type): tenon: elementwise operation: the operands have different value types

  (void)tenon::layer_norm<seq>(tenon::cast<float>(tenon::position<seq>()), gain, bias);  // reject(absent): tenon: layer_norm: an operand is still free in an axis
  (void)tenon::layer_norm<0>(tenon::cast<float>(tenon::position<0>()), counted_gain, counted_bias);  // reject(absent): tenon: layer_norm: an operand is still free in an axis
  (void)tenon::layer_norm<embed>(x, tenon::cast<float>(tenon::position<head>()), bias);  // reject(absent): tenon: layer_norm: an operand is still free in an axis
  (void)tenon::layer_norm<1>(y, tenon::cast<float>(tenon::position<0>()), counted_bias);  // reject(absent): tenon: layer_norm: an operand is still free in an axis
  (void)tenon::rms_norm<seq>(tenon::cast<float>(tenon::position<seq>()), gain);  // reject(absent): tenon: rms_norm: an operand is still free in an axis
  (void)tenon::rms_norm<0>(tenon::cast<float>(tenon::position<0>()), counted_gain);  // reject(absent): tenon: rms_norm: an operand is still free in an axis
  (void)tenon::rms_norm<embed>(x, tenon::cast<float>(tenon::position<head>()));  // reject(absent): tenon: rms_norm: an operand is still free in an axis
  (void)tenon::rms_norm<1>(y, tenon::cast<float>(tenon::position<0>()));  // reject(absent): tenon: rms_norm: an operand is still free in an axis
}
