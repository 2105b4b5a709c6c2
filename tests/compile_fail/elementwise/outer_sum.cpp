// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Two vectors expected to make a matrix
// mistake: Adding [seq] and [key] would make [seq, key] in libraries that broadcast both ways. Here one operand must
//   contain the other.
// fix: Ask for all pairs: give one operand both axes with `broadcast`.
// law: Aligns
// error: tenon: elementwise operation: the axes of one operand must all occur in the other
// error: shape<[^,]*seq<20> ?>
// error: shape<[^,]*key<20> ?>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/operators.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>> a;
  tenon::tensor<float, key<20>> b;
#ifdef TENON_EXPECT_ERROR
  auto pairs = a + b;
#else
  auto pairs = a + tenon::broadcast<seq<20>>(b);
#endif
}
