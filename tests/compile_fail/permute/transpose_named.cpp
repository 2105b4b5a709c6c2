// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: transpose of a tensor with names
// mistake: transpose exchanges the last two axes by position; with names there is nothing to exchange, since every
//   operation finds its axes.
// fix: Name the order with `permute`; or leave it, and let `dot` find the axis.
// law: Positional
// error: tenon: transpose: the axes have names
// error: key<20>, .*head_dim<64>
#include <tenon/expr/permute.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, key<20>, head_dim<64>> k;
#ifdef TENON_EXPECT_ERROR
  auto turned = tenon::transpose(k);
#else
  auto turned = tenon::permute<head_dim, key>(k);
#endif
}
