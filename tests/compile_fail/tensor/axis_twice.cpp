// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An axis twice in one tensor
// mistake: The scores of attention are written over positions twice, as if queries and keys were one axis.
// fix: Give the keys an axis of their own.
// law: DistinctAxes
// anchor: axis-twice
// error: tenon: tensor: an axis occurs twice
// error: seq<20>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, seq<20>, seq<20>> scores;
#else
  tenon::tensor<float, seq<20>, key<20>> scores;
#endif
  scores(0, 0) = 1.0F;
}
