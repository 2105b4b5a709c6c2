// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: drop_names materialize unchecked
// not-applicable(rank): one operand, of any shape and value type, which it keeps
// not-applicable(extent): one operand, of any shape and value type, which it keeps
// not-applicable(doubled): one operand, of any shape and value type, which it keeps
// not-applicable(names-and-positions): one operand, of any shape and value type, which it keeps
// not-applicable(value-type): one operand, of any shape and value type, which it keeps
#include <tenon/expr/materialize.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<float, seq<4>> x;
  (void)tenon::drop_names(x);
  (void)tenon::materialize(x);
  (void)tenon::unchecked(x);

  (void)tenon::drop_names(tenon::position<seq>());  // reject(absent): tenon: drop_names: the operand is still free in an axis
  (void)tenon::materialize(tenon::position<seq>());  // reject(absent): tenon: materialize: the operand is still free in an axis
  tensor free = tenon::unchecked(tenon::position<seq>());  // reject(absent): tenon: assignment: the expression is still free in an axis
}
