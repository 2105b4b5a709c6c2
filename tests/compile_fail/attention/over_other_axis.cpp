// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Weights normalized over one axis and summed over another
// mistake: softmax ran along seq, the queries, and the product sums over key. Each query's weights do not add up to
//   1. The lengths agree, so nobody notices.
// fix: Normalize over the axis that is summed next.
// law: SummedOverNormalized
// error: tenon: dot: these weights are a distribution over another axis than the one summed here
// error: seq<20>
// error: key<20>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/operators.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, key<20>> scores;
  tenon::tensor<float, key<20>, head_dim<64>> v;
#ifdef TENON_EXPECT_ERROR
  auto weights = tenon::softmax<seq>(scores);
  auto mixed = tenon::dot<key>(weights, v);
#else
  auto weights = tenon::softmax<key>(scores);
  auto mixed = tenon::dot<key>(weights, v);
#endif
  tenon::tensor out = mixed * 2.0F;
}
