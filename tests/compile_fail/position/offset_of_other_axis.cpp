// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A mask whose lengths are over an axis that the scores lack
// mistake: There is one length for each head, and the scores have no heads any more.
// fix: Give one length for each example.
// law: Aligns
// error: tenon: elementwise operation: the axes of one operand must all occur in the other
// error: shape<[^,]*head<10> ?>
// error: batch<10>, .*seq<20>, .*key<20>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, batch<10>, seq<20>, key<20>> scores;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<int, head<10>> lengths;
  auto masked = tenon::where(tenon::key_length<key>(lengths), scores, -1e9F);
#else
  tenon::tensor<int, batch<10>> lengths;
  auto masked = tenon::where(tenon::key_length<key>(lengths), scores, -1e9F);
#endif
}
