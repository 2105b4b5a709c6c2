// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A mask over an axis that the scores lack
// mistake: The mask of existing tokens is over seq; the scores it is to mask are over key and the heads of one query.
// fix: Rename the mask's axis: what is masked are keys.
// law: Aligns
// error: tenon: elementwise operation: the axes of one operand must all occur in the other
// error: batch<10>, .*seq<20>
// error: batch<10>, .*head<8>, .*key<20>
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, batch<10>, head<8>, key<20>> scores;
  tenon::tensor<bool, batch<10>, seq<20>> exists;
#ifdef TENON_EXPECT_ERROR
  auto masked = tenon::where(exists, scores, -1e9F);
#else
  auto masked = tenon::where(tenon::rename<seq, key>(exists), scores, -1e9F);
#endif
  tenon::tensor weights = tenon::softmax<key>(masked);
}
