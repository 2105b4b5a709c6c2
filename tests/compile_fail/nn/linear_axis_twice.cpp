// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A linear layer that makes an axis which its input has
// mistake: The layer maps embed to seq, and the input has a seq already.
// fix: Rename the input's axis first, or let the layer make another one.
// law: HasDistinctAxes
// error: tenon: linear: the input has an axis that the layer makes
// error: seq<20>, .*seq<20>
#include <tenon/expr/rename.hpp>
#include <tenon/nn/linear.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
  tenon::nn::linear<embed<64>, seq<20>> layer;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor y = layer(x);
#else
  tenon::tensor y = layer(tenon::rename<seq, key>(x));
#endif
}
