// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: softmax along an axis that the tensor lacks
// mistake: The logits are over vocab, and are normalized along key.
// fix: Name the axis along which the values compete.
// law: HasAxis
// error: tenon: softmax: the tensor does not have this axis
// error: seq<20>, .*vocab<1000>
// error: key
#include <tenon/expr/operators.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, vocab<1000>> logits;
#ifdef TENON_EXPECT_ERROR
  auto result = tenon::softmax<key>(logits);
#else
  auto result = tenon::softmax<vocab>(logits);
#endif
  tenon::tensor scaled = result * 2;
}
