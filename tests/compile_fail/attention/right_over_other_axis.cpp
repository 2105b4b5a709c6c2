// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Weights on the right, normalized over another axis
// mistake: The weights may stand on either side of the product; here they stand on the right, and are a distribution
//   over head.
// fix: Normalize over the axis that is summed, or wrap the weights in `unchecked` if this is meant.
// law: SummedOverNormalized
// error: tenon: dot: these weights are a distribution over another axis than the one summed here
// error: head<8>
// error: key<20>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, head<8>, seq<20>, key<20>> scores;
  tenon::tensor<float, head<8>, key<20>, head_dim<64>> v;
#ifdef TENON_EXPECT_ERROR
  auto mixed = tenon::dot<key>(v, tenon::softmax<head>(scores));
#else
  auto mixed = tenon::dot<key>(v, tenon::softmax<key>(scores));
#endif
}
