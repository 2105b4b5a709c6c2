// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: exp log sqrt rsqrt tanh sigmoid silu gelu gelu_tanh erf abs relu square unary- unary!
// not-applicable(rank): one operand, of any shape, named or positional
// not-applicable(extent): one operand, of any shape, named or positional
// not-applicable(absent): one operand, of any shape, named or positional
// not-applicable(doubled): one operand, of any shape, named or positional
// not-applicable(names-and-positions): one operand, of any shape, named or positional
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>

using namespace tenon::axes;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<float, seq<4>, embed<8>> numbers;
  tensor<int, seq<4>, embed<8>> integers;
  tensor<bool, seq<4>, embed<8>> truths;
  tensor<long double, seq<4>, embed<8>> long_doubles;

  (void)tenon::exp(integers);  // reject(value-type): tenon: elementwise operation: this function is defined for float and double
  (void)tenon::log(integers);  // reject(value-type): tenon: elementwise operation: this function is defined for float and double
  (void)tenon::sqrt(integers);  // reject(value-type): tenon: elementwise operation: this function is defined for float and double
  (void)tenon::rsqrt(integers);  // reject(value-type): tenon: elementwise operation: this function is defined for float and double
  (void)tenon::tanh(integers);  // reject(value-type): tenon: elementwise operation: this function is defined for float and double
  (void)tenon::sigmoid(integers);  // reject(value-type): tenon: elementwise operation: this function is defined for float and double
  (void)tenon::silu(integers);  // reject(value-type): tenon: elementwise operation: this function is defined for float and double
  (void)tenon::gelu(integers);  // reject(value-type): tenon: elementwise operation: this function is defined for float and double
  (void)tenon::gelu_tanh(integers);  // reject(value-type): tenon: elementwise operation: this function is defined for float and double
  (void)tenon::erf(integers);  // reject(value-type): tenon: elementwise operation: this function is defined for float and double

  (void)tenon::abs(truths);  // reject(value-type): tenon: elementwise operation: arithmetic and order are not defined for truth values
  (void)tenon::relu(truths);  // reject(value-type): tenon: elementwise operation: arithmetic and order are not defined for truth values
  (void)tenon::square(truths);  // reject(value-type): tenon: elementwise operation: arithmetic and order are not defined for truth values
  (void)(-truths);  // reject(value-type): tenon: elementwise operation: arithmetic and order are not defined for truth values
  (void)(!numbers);  // reject(value-type): tenon: elementwise operation: && .. ! are for truth values
}
