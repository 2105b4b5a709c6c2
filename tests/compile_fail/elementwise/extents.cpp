// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An axis has two lengths
// mistake: A table of 32 learned positions is added to a sequence of 20.
// fix: Take the part that the sequence has, with `slice`.
// law: SameExtentIn
// error: tenon: elementwise operation: an axis has different lengths in the two operands
// error: seq<20>, .*embed<64>
// error: seq<32>, .*embed<64>
// error(clang): 20 == 32
#include <tenon/expr/operators.hpp>
#include <tenon/expr/slice.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
  tenon::tensor<float, seq<32>, embed<64>> learned;
#ifdef TENON_EXPECT_ERROR
  auto y = x + learned;
#else
  auto y = x + tenon::slice<seq, 0, 20>(learned);
#endif
}
