// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Too many indices for at
// mistake: A tensor of two axes is asked for an element with three indices.
// fix: Give one index for each axis.
// law: IndexCount
// error: tenon: at: give one index for each axis of the tensor
// error: seq<20>, .*embed<64>
// error: 2 == 3|Indices = 3
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  x.at(0, 5, 7) = 1.0F;
#else
  x.at(5, 7) = 1.0F;
#endif
}
