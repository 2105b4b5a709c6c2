// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: self_attention
// not-applicable(rank): an input of any rank that has the axes
#include <tenon/nn/self_attention.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::dim;
using tenon::ndtensor;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  using self_attention = tenon::nn::self_attention<embed<8>, head<2>, head_dim<4>, seq, key, hidden>;
  tensor<float, seq<4>, embed<8>> x;
  tensor<float, seq<4>, embed<9>> longer;
  tensor<float, seq<4>, hidden<8>> other;
  tensor<float, embed<8>> nowhere;
  tensor<float, seq<4>, key<4>, embed<8>> keys;
  tensor<float, seq<4>, head<2>, embed<8>> heads;
  tensor<float, seq<4>, hidden<8>, embed<8>> merged;
  ndtensor<float, 4, 8> y;
  tensor<double, seq<4>, embed<8>> doubles;
  tensor<bool, seq<4>, key<4>> mask;
  tensor<bool, seq<4>, key<5>> long_mask;
  tensor<bool, seq<4>, vocab<4>> other_mask;
  ndtensor<bool, 4, 4> counted_mask;
  tensor<float, seq<4>, key<4>> numbers;
  (void)self_attention()(x);
  (void)self_attention()(x, mask);

  (void)self_attention()(longer);  // reject(extent): tenon: dot: an axis that both operands have must be equally long
  (void)self_attention()(x, long_mask);  // reject(extent): tenon: elementwise operation: an axis has different lengths
  (void)self_attention()(other);  // reject(absent): tenon: dot: the left operand does not have the axis
  (void)self_attention()(nowhere);  // reject(absent): tenon: rename: the tensor does not have this axis
  (void)self_attention()(x, other_mask);  // reject(absent): tenon: elementwise operation: the axes of one operand must all occur in the other
  (void)self_attention()(keys);  // reject(doubled): tenon: rename: the tensor has an axis of the new name already
  (void)self_attention()(heads);  // reject(doubled): tenon: dense: the input has an axis that the layer makes
  (void)self_attention()(merged);  // reject(doubled): tenon: merge: the tensor has the new axis already
  (void)tenon::nn::self_attention<embed<8>, head<2>, head<4>, seq, key, hidden>()(x);  // reject(doubled): tenon: tensor: an axis occurs twice
  (void)tenon::nn::self_attention<embed<8>, head<2>, head_dim<4>, seq, seq, hidden>()(x);  // reject(doubled): tenon: rename: the tensor has an axis of the new name already
  (void)self_attention()(y);  // reject(names-and-positions): tenon: dot: the left operand has no axis names
  (void)self_attention()(x, counted_mask);  // reject(names-and-positions): tenon: elementwise operation: one operand has named axes and the other has none
  (void)self_attention()(doubles);  // reject(value-type): tenon: dot: the operands have different value types
  (void)self_attention()(x, numbers);  // reject(value-type): tenon: where: the condition must be made of truth values
}
