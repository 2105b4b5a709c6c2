// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: softmax along an index, of a tensor with names
// mistake: The axes have names, and the axis is counted.
// fix: Name the axis; then it stays right when an axis is added.
// law: Positional
// error: tenon: softmax: the axes have names
// error: seq<20>, .*key<20>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, key<20>> scores;
#ifdef TENON_EXPECT_ERROR
  auto weights = tenon::softmax<1>(scores);
#else
  auto weights = tenon::softmax<key>(scores);
#endif
}
