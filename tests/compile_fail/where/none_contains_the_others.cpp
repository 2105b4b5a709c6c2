// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Three operands, none of which has all axes
// mistake: The condition is over seq, the choices over seq and key and over head. One of the three must have the axes
//   of the other two.
// fix: Give one of them all axes with `broadcast`.
// law: Aligns
// error: tenon: elementwise operation: the axes of one operand must all occur in the other
// error: seq<20>, .*key<20>
// error: shape<[^,]*head<8> ?>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<bool, seq<20>> exists;
  tenon::tensor<float, seq<20>, key<20>> scores;
  tenon::tensor<float, head<8>> otherwise;
#ifdef TENON_EXPECT_ERROR
  auto chosen = tenon::where(exists, scores, otherwise);
#else
  auto chosen = tenon::where(exists, tenon::broadcast<head<8>>(scores), otherwise);
#endif
}
