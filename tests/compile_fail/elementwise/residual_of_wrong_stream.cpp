// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A residual connection around a change of width
// mistake: The input of a block is added to what the block makes, and the block changed the width.
// fix: Project back to the stream's axis before adding.
// law: Aligns
// error: tenon: elementwise operation: the axes of one operand must all occur in the other
// error: seq<20>, .*embed<64>
// error: seq<20>, .*hidden<256>
#include <tenon/expr/operators.hpp>
#include <tenon/nn/dense.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
  tenon::nn::dense<embed<64>, hidden<256>> up;
  tenon::nn::dense<hidden<256>, embed<64>> down;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor y = x + up(x);
#else
  tenon::tensor y = x + down(up(x));
#endif
}
