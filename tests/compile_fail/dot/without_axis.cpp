// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A product that does not say what it sums
// mistake: dot(a, b) is called without an axis, although both operands have two axes in common.
// fix: Name the axis, or the axes, that are summed; the others are batch axes.
// law: AxisGiven
// error: tenon: dot: say over which axis the product sums
// error: head<8>, .*seq<20>, .*head_dim<64>
// error: head<8>, .*key<20>, .*head_dim<64>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, head<8>, seq<20>, head_dim<64>> q;
  tenon::tensor<float, head<8>, key<20>, head_dim<64>> k;
#ifdef TENON_EXPECT_ERROR
  auto scores = tenon::dot(q, k);
#else
  auto scores = tenon::dot<head_dim>(q, k);
#endif
  tenon::tensor weights = tenon::softmax<key>(scores);
}
