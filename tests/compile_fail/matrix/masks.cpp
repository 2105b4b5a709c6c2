// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: causal sliding_window
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::ndtensor;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<float, batch<2>, seq<4>, key<6>> scores;
  tensor<float, batch<2>, seq<4>> no_keys;
  ndtensor<float, 4, 6> counted;
  tensor<int, batch<2>> each;
  tensor<int, batch<3>> other_batches;
  tensor<int, head<5>> by_head;
  tensor<float, batch<2>> fractions;
  ndtensor<int, 4, 6> counted_each;
  ndtensor<int, 6> row;

  (void)tenon::where(tenon::causal<seq, key>(each), scores, 0);
  (void)tenon::where(tenon::causal<0, 1>(2), counted, 0);
  (void)tenon::where(tenon::causal<0, 1>(row), counted, 0);  // reject(rank): tenon: elementwise operation: a position does not fit the operand it meets
  (void)tenon::where(tenon::causal<seq, key>(other_batches), scores, 0);  // reject(extent): tenon: elementwise operation: an axis has different lengths
  tensor without_keys_causal = tenon::where(tenon::causal<seq, key>(2), no_keys, 0);  // reject(absent): tenon: assignment: the expression is still free in an axis
  (void)tenon::where(tenon::causal<0, 2>(2), counted, 0);  // reject(absent): tenon: elementwise operation: a position does not fit the operand it meets
  (void)tenon::where(tenon::causal<seq, key>(by_head), scores, 0);  // reject(absent): tenon: elementwise operation: the axes of one operand must all occur in the other
  (void)tenon::where(tenon::causal<seq, key>(2), counted, 0);  // reject(names-and-positions): tenon: elementwise operation: a position does not fit the operand it meets
  (void)tenon::where(tenon::causal<0, 1>(2), scores, 0);  // reject(names-and-positions): tenon: elementwise operation: a position does not fit the operand it meets
  (void)tenon::causal<seq, key>(counted_each);  // reject(names-and-positions): tenon: elementwise operation: a position does not fit the operand it meets
  (void)tenon::causal<seq, key>(0.5);  // reject(value-type): tenon: causal: the offset must be an integer
  (void)tenon::causal<seq, key>(fractions);  // reject(value-type): tenon: causal: the offset must be an integer
  (void)tenon::causal<seq, key>(true);  // reject(value-type): tenon: causal: the offset must be an integer
  (void)tenon::causal<seq, seq>(2);  // reject(doubled): tenon: causal: queries and keys stand along two axes
  (void)tenon::causal<1, 1>(2);  // reject(doubled): tenon: causal: queries and keys stand along two axes

  (void)tenon::where(tenon::sliding_window<seq, key>(each), scores, 0);
  (void)tenon::where(tenon::sliding_window<0, 1>(2), counted, 0);
  (void)tenon::where(tenon::sliding_window<0, 1>(row), counted, 0);  // reject(rank): tenon: elementwise operation: a position does not fit the operand it meets
  (void)tenon::where(tenon::sliding_window<seq, key>(other_batches), scores, 0);  // reject(extent): tenon: elementwise operation: an axis has different lengths
  tensor without_keys_sliding_window = tenon::where(tenon::sliding_window<seq, key>(2), no_keys, 0);  // reject(absent): tenon: assignment: the expression is still free in an axis
  (void)tenon::where(tenon::sliding_window<0, 2>(2), counted, 0);  // reject(absent): tenon: elementwise operation: a position does not fit the operand it meets
  (void)tenon::where(tenon::sliding_window<seq, key>(by_head), scores, 0);  // reject(absent): tenon: elementwise operation: the axes of one operand must all occur in the other
  (void)tenon::where(tenon::sliding_window<seq, key>(2), counted, 0);  // reject(names-and-positions): tenon: elementwise operation: a position does not fit the operand it meets
  (void)tenon::where(tenon::sliding_window<0, 1>(2), scores, 0);  // reject(names-and-positions): tenon: elementwise operation: a position does not fit the operand it meets
  (void)tenon::sliding_window<seq, key>(counted_each);  // reject(names-and-positions): tenon: elementwise operation: a position does not fit the operand it meets
  (void)tenon::sliding_window<seq, key>(0.5);  // reject(value-type): tenon: sliding_window: the width must be an integer
  (void)tenon::sliding_window<seq, key>(fractions);  // reject(value-type): tenon: sliding_window: the width must be an integer
  (void)tenon::sliding_window<seq, key>(true);  // reject(value-type): tenon: sliding_window: the width must be an integer
  (void)tenon::sliding_window<seq, seq>(2);  // reject(doubled): tenon: sliding_window: queries and keys stand along two axes
  (void)tenon::sliding_window<1, 1>(2);  // reject(doubled): tenon: sliding_window: queries and keys stand along two axes
}
