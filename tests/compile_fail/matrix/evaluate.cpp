// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: evaluate
// not-applicable(rank): the result has the expression's own shape and value type
// not-applicable(extent): the result has the expression's own shape and value type
// not-applicable(doubled): the result has the expression's own shape and value type
// not-applicable(names-and-positions): the result has the expression's own shape and value type
// not-applicable(value-type): the result has the expression's own shape and value type
#include <tenon/eval.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<int, seq<4>> x;
  (void)tenon::evaluate(x);

  (void)tenon::evaluate(tenon::position<seq>());  // reject(absent): tenon: evaluate: the expression is still free in an axis
  (void)tenon::evaluate(x + tenon::position<key>());  // reject(absent): tenon: evaluate: the expression is still free in an axis
  (void)tenon::evaluate<tenon::unfused>(x + tenon::position<key>());  // reject(absent): tenon: evaluate: the expression is still free in an axis
}
