// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Weights stored the other way round
// mistake: The weights are [out, in], as some frameworks store them, and matmul wants [in, out].
// fix: Transpose them; nothing is moved.
// law: SameInnerExtent
// error: tenon: matmul: the last axis of the left operand must be as long as the one before the last
// error: dim<20>, .*dim<64>
// error: dim<128>, .*dim<64>
// error(clang): 64 == 128
#include <tenon/expr/matmul.hpp>
#include <tenon/expr/permute.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 20, 64> x;
  tenon::ndtensor<float, 128, 64> w;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor y = tenon::matmul(x, w);
#else
  tenon::tensor y = tenon::matmul(x, tenon::transpose(w));
#endif
}
