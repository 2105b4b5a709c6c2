// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Attention over heads instead of positions
// mistake: All operands are over seq and head, so that the scores pair each position and each head with itself;
//   softmax along head and a sum over head then mix the heads of one token, and positions never meet.
// fix: Rename the keys' positions, so that queries and keys are paired, and normalize and sum over them.
// law: MixesPositions
// error: tenon: dot: both factors of these scores have the axis that is summed here
// error: shape<[^,]*head<8> ?>
// error: seq<20>, .*head<8>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, head<8>, head_dim<64>> q;
  tenon::tensor<float, seq<20>, head<8>, head_dim<64>> k;
  tenon::tensor<float, seq<20>, head<8>, head_dim<64>> v;
#ifdef TENON_EXPECT_ERROR
  auto weights = tenon::softmax<head>(tenon::dot<head_dim>(q, k));
  tenon::tensor out = tenon::dot<head>(weights, v);
#else
  auto weights = tenon::softmax<key>(tenon::dot<head_dim>(q, tenon::rename<seq, key>(k)));
  tenon::tensor out = tenon::dot<key>(weights, tenon::rename<seq, key>(v));
#endif
}
