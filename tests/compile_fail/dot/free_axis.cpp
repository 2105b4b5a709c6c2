// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A product with a bare position
// mistake: The product is to sum over key, and position<key>() has no length to sum over.
// fix: Bind it with `broadcast`, and make it the product's value type.
// law: Bound
// error: tenon: dot: an operand is still free in an axis
// error: key<1>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, key<20>> weights;
  auto at = tenon::cast<float>(tenon::position<key>());
#ifdef TENON_EXPECT_ERROR
  auto expected = tenon::dot<key>(weights, at);
#else
  auto expected = tenon::dot<key>(weights, tenon::broadcast<key<20>>(at));
#endif
}
