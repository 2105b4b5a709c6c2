// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An index where the axes have names
// mistake: concat<0> counts the axes of tensors that have names.
// fix: Name the axis.
// law: Positional
// error: tenon: concat: the axes have names
// error: key<20>, .*head_dim<64>
#include <tenon/expr/concat.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, key<20>, head_dim<64>> past;
  tenon::tensor<float, key<4>, head_dim<64>> now;
#ifdef TENON_EXPECT_ERROR
  auto keys = tenon::concat<0>(past, now);
#else
  auto keys = tenon::concat<key>(past, now);
#endif
}
