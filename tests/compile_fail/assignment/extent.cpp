// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An axis of another length
// mistake: The expression is 20 positions long and the tensor 32.
// fix: Make the lengths agree; `slice` takes a part, `concat` joins.
// law: SameExtentIn
// error: tenon: assignment: an axis has different lengths in the expression and in the tensor
// error: seq<20>, .*embed<64>
// error: seq<32>, .*embed<64>
// error(clang): 20 == 32
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, seq<32>, embed<64>> y = tenon::exp(x);
#else
  tenon::tensor<float, seq<20>, embed<64>> y = tenon::exp(x);
#endif
}
