// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: scaled_dot_product_attention attention_weights alibi
// not-applicable(rank): operands of any rank that have the axes
#include <tenon/eval.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/nn/alibi.hpp>
#include <tenon/nn/scaled_dot_product.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::dim;
using tenon::ndtensor;
using tenon::tensor;
using tenon::nn::alibi;
using tenon::nn::attention_weights;
using tenon::nn::positions;
using tenon::nn::scaled_dot_product_attention;

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<float, seq<4>, head<2>, head_dim<8>> q;
  tensor<float, key<5>, head<2>, head_dim<8>> k, v;
  tensor<float, key<5>, head<2>, embed<8>> features;
  tensor<float, key<5>, head<2>, head_dim<9>> wider;
  tensor<float, key<6>, head<2>, head_dim<8>> longer;
  ndtensor<float, 5, 2, 8> counted;
  tensor<double, key<5>, head<2>, head_dim<8>> doubles;
  tensor<bool, key<6>> long_mask;
  tensor<bool, vocab<5>> other_mask;
  tensor<int, key<5>> integers;
  using of = positions<seq, key>;
  (void)scaled_dot_product_attention<head_dim, key>(q, k, v);
  (void)attention_weights<head_dim, key>(q, k, alibi<head<2>, of>());

  (void)scaled_dot_product_attention<head_dim, key>(q, k, longer);  // reject(extent): tenon: dot: an axis that both operands have must be equally long
  (void)attention_weights<head_dim, key>(q, wider);  // reject(extent): tenon: dot: an axis that both operands have must be equally long
  (void)attention_weights<head_dim, key>(q, k, long_mask);  // reject(extent): tenon: elementwise operation: an axis has different lengths
  (void)attention_weights<head_dim, key>(q, k, alibi<head<3>, of>());  // reject(extent): tenon: elementwise operation: an axis has different lengths
  (void)scaled_dot_product_attention<head_dim, key>(q, k, q);  // reject(absent): tenon: dot: the right operand does not have the axis
  (void)scaled_dot_product_attention<head_dim, key>(features, k, v);  // reject(absent, doubled): tenon: attention: the queries have the axis of the keys
  (void)attention_weights<head_dim, key>(q, features);  // reject(absent): tenon: attention: the keys lack the features
  (void)attention_weights<head_dim, key>(q, k, other_mask);  // reject(absent): tenon: attention: a mask or bias has an axis that the scores lack
  (void)attention_weights<head_dim, key>(q, k, alibi<vocab<2>, of>());  // reject(absent): tenon: attention: a mask or bias has an axis that the scores lack
  (void)attention_weights<head_dim, key>(k, k);  // reject(doubled): tenon: attention: the queries have the axis of the keys
  (void)alibi<head<2>, positions<key, key>>();  // reject(doubled): tenon: alibi: name the heads
  (void)scaled_dot_product_attention<head_dim, key>(q, k, counted);  // reject(names-and-positions): tenon: dot: the right operand has no axis names
  (void)attention_weights<head_dim, key>(q, counted);  // reject(names-and-positions): tenon: dot: the right operand has no axis names
  (void)alibi<dim<2>, of>();  // reject(names-and-positions): tenon: alibi: name the heads
  (void)scaled_dot_product_attention<head_dim, key>(q, k, doubles);  // reject(value-type): tenon: dot: the operands have different value types
  (void)attention_weights<head_dim, key>(q, k, integers);  // reject(value-type): tenon: attention: a mask is made of truth values
  (void)attention_weights<head_dim, key>(q, k, alibi<head<2>, of, double>());  // reject(value-type): tenon: attention: a mask is made of truth values
}
