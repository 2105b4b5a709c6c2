// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: embedding feed_forward gated_feed_forward sequential
#include <tenon/nn/embedding.hpp>
#include <tenon/nn/feed_forward.hpp>
#include <tenon/nn/sequential.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::dim;
using tenon::ndtensor;
using tenon::tensor;
using tenon::nn::embedding;
using tenon::nn::feed_forward;
using tenon::nn::gated_feed_forward;
using tenon::nn::linear;
using tenon::nn::relu;
using tenon::nn::sequential;

// Every mistake on a line of its own, and the lengths of every layer its own: a compiler says the same thing once.
// clang-format off
int main() {
  tensor<float, seq<4>, embed<8>> x;
  tensor<float, seq<4>, embed<9>> longer;
  tensor<float, seq<4>, key<8>> other;
  tensor<float, hidden<16>, embed<8>> made;
  tensor<double, seq<4>, embed<8>> doubles;
  ndtensor<float, 4, 8> y;
  ndtensor<float, 8> row;
  tensor<int, seq<4>> ids;
  tensor<int, embed<4>> ids_of_features;
  ndtensor<int, 4> places;
  (void)embedding<vocab<5>, embed<8>>()(ids);
  (void)embedding<vocab<5>, embed<8>>().unembed(x);
  (void)feed_forward<embed<8>, hidden<17>>()(x);
  (void)gated_feed_forward<embed<8>, hidden<18>>()(x);
  (void)sequential<linear<embed<8>, hidden<19>>, relu>()(x);

  (void)embedding<dim<5>, dim<8>>().unembed(row);  // reject(rank): tenon: matmul: the left operand needs at least two axes
  (void)embedding<vocab<5>, embed<8>>().unembed(longer);  // reject(extent): tenon: dot: an axis that both operands have must be equally long
  (void)embedding<vocab<5>, embed<8>>().unembed(other);  // reject(absent): tenon: dot: the left operand does not have the axis
  (void)embedding<vocab<5>, embed<8>>()(ids_of_features);  // reject(doubled): tenon: take: the ids have an axis that the table has too
  (void)embedding<vocab<5>, embed<8>>()(places);  // reject(names-and-positions): tenon: take: the table has named axes and the ids have none
  (void)embedding<vocab<5>, embed<8>>()(x);  // reject(value-type): tenon: take: ids must be integers
  (void)feed_forward<dim<8>, dim<17>>()(row);  // reject(rank): tenon: matmul: the left operand needs at least two axes
  (void)feed_forward<embed<8>, hidden<17>>()(longer);  // reject(extent): tenon: dot: an axis that both operands have must be equally long
  (void)feed_forward<embed<8>, hidden<17>>()(other);  // reject(absent): tenon: dot: the left operand does not have the axis
  (void)feed_forward<embed<8>, hidden<17>>()(made);  // reject(doubled): tenon: linear: the input has an axis that the layer makes
  (void)feed_forward<embed<8>, hidden<17>>()(y);  // reject(names-and-positions): tenon: dot: the left operand has no axis names
  (void)feed_forward<embed<8>, hidden<17>>()(doubles);  // reject(value-type): tenon: dot: the operands have different value types
  (void)gated_feed_forward<dim<8>, dim<18>>()(row);  // reject(rank): tenon: matmul: the left operand needs at least two axes
  (void)gated_feed_forward<embed<8>, hidden<18>>()(longer);  // reject(extent): tenon: dot: an axis that both operands have must be equally long
  (void)gated_feed_forward<embed<8>, hidden<18>>()(other);  // reject(absent): tenon: dot: the left operand does not have the axis
  (void)gated_feed_forward<embed<8>, hidden<18>>()(made);  // reject(doubled): tenon: linear: the input has an axis that the layer makes
  (void)gated_feed_forward<embed<8>, hidden<18>>()(y);  // reject(names-and-positions): tenon: dot: the left operand has no axis names
  (void)gated_feed_forward<embed<8>, hidden<18>>()(doubles);  // reject(value-type): tenon: dot: the operands have different value types
  (void)sequential<linear<dim<8>, dim<19>>, relu>()(row);  // reject(rank): tenon: matmul: the left operand needs at least two axes
  (void)sequential<linear<embed<8>, hidden<19>>, relu>()(longer);  // reject(extent): tenon: dot: an axis that both operands have must be equally long
  (void)sequential<linear<embed<8>, hidden<19>>, relu>()(other);  // reject(absent): tenon: dot: the left operand does not have the axis
  (void)sequential<linear<embed<8>, hidden<19>>, relu>()(made);  // reject(doubled): tenon: linear: the input has an axis that the layer makes
  (void)sequential<linear<embed<8>, hidden<19>>, relu>()(y);  // reject(names-and-positions): tenon: dot: the left operand has no axis names
  (void)sequential<linear<embed<8>, hidden<19>>, relu>()(doubles);  // reject(value-type): tenon: dot: the operands have different value types
}
