// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Softmax along an axis that the scores lack
// mistake: The keys were not renamed, so the scores have no key axis: they are [seq], one number for each position
//   with itself.
// fix: Rename the keys' positions before the product; then the scores are [seq, key].
// law: HasAxis
// error: tenon: softmax: the tensor does not have this axis
// error: shape<[^,]*seq<20> ?>
// error: key
#include <tenon/expr/dot.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, head_dim<64>> q;
  tenon::tensor<float, seq<20>, head_dim<64>> k;
#ifdef TENON_EXPECT_ERROR
  auto weights = tenon::softmax<key>(tenon::dot<head_dim>(q, k));
#else
  auto weights = tenon::softmax<key>(tenon::dot<head_dim>(q, tenon::rename<seq, key>(k)));
#endif
}
