// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Queries and keys share one name
// mistake: The positions of queries and keys are both seq. The product therefore pairs each position only with
//   itself, and the weights are a softmax over positions that never met.
// fix: Give the keys and values their own axis with `rename<seq, key>`.
// law: MixesPositions
// error: tenon: dot: both factors of these scores have the axis that is summed here
// error: shape<[^,]*seq<20> ?>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/operators.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, head_dim<64>> q;
  tenon::tensor<float, seq<20>, head_dim<64>> k;
  tenon::tensor<float, seq<20>, head_dim<64>> v;
#ifdef TENON_EXPECT_ERROR
  auto weights = tenon::softmax<seq>(tenon::dot<head_dim>(q, k) * 0.125F);
  auto mixed = tenon::dot<seq>(weights, v);
#else
  auto weights = tenon::softmax<key>(tenon::dot<head_dim>(q, tenon::rename<seq, key>(k)) * 0.125F);
  auto mixed = tenon::dot<key>(weights, tenon::rename<seq, key>(v));
#endif
}
