// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A matrix product with a bare position
// mistake: position<0>() has no length, so it is no vector.
// fix: Bind it with `broadcast`, and make it the product's value type.
// law: Bound
// error: tenon: matmul: an operand is still free in an axis
// error: index_tag<0>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/matmul.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 20, 20> weights;
  auto at = tenon::cast<float>(tenon::position<0>());
#ifdef TENON_EXPECT_ERROR
  auto expected = tenon::matmul(weights, at);
#else
  auto expected = tenon::matmul(weights, tenon::broadcast<20, 1>(at));
#endif
}
