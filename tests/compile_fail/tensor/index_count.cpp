// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Too few indices
// mistake: An element of a three-axis tensor is asked for with two indices.
// fix: Give one index for each axis.
// law: IndexCount
// anchor: index-count
// error: tenon: element access: give one index for each axis
// error: (3 == 2|Indices = 2)
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, batch<2>, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  x(1, 5) = 1.0F;
#else
  x(1, 5, 0) = 1.0F;
#endif
}
