// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: The summed axis has two lengths
// mistake: Weights made for embeddings of 32 meet embeddings of 64.
// fix: The axis that is summed must be equally long in both operands.
// law: SameExtentIn
// error: tenon: dot: an axis that both operands have must be equally long in both
// error: seq<20>, .*embed<64>
// error: embed<32>, .*hidden<128>
// error: Axis = .*embed<64>|extent_of<.*embed<64>
// error(clang): 64 == 32
#include <tenon/expr/dot.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, embed<32>, hidden<128>> w;
  tenon::tensor y = tenon::dot<embed>(x, w);
#else
  tenon::tensor<float, embed<64>, hidden<128>> w;
  tenon::tensor y = tenon::dot<embed>(x, w);
#endif
}
