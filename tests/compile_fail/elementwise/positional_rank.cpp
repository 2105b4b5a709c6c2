// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Positional tensors of different rank multiplied with *
// mistake: `a * b` is elementwise, and between tensors without names nothing is repeated by itself.
// fix: Repeat the smaller one with `broadcast`, or write `matmul(a, b)` if the matrix product is meant.
// law: SameRank
// error: tenon: elementwise operation: positional operands must have equal shapes, and these
// error: matmul.a, b
// error: dim<20>, .*dim<64>
// error: shape<[^,]*dim<64> ?>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/operators.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 20, 64> x;
  tenon::ndtensor<float, 64> gain;
#ifdef TENON_EXPECT_ERROR
  auto y = x * gain;
#else
  auto y = x * tenon::broadcast<20, 64>(gain);
#endif
}
