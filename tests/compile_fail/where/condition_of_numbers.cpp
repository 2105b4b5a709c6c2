// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A mask of zeros and ones
// mistake: The mask is a tensor of floats; where asks for truth values.
// fix: Compare: `mask != 0`.
// law: Boolean
// error: tenon: where: the condition must be made of truth values
// error: float
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, key<20>> scores;
  tenon::tensor<float, seq<20>, key<20>> mask;
#ifdef TENON_EXPECT_ERROR
  auto masked = tenon::where(mask, scores, -1e9F);
#else
  auto masked = tenon::where(mask != 0, scores, -1e9F);
#endif
}
