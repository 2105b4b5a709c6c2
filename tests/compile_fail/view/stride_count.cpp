// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A stride too few
// mistake: Two axes, one stride.
// fix: Give one stride for each axis, in elements: here a matrix stored by columns.
// law: IndexCount
// error: tenon: strided_view: give one stride for each axis
// error: 1 == 2|Indices = 2
// error: seq<20>, .*embed<64>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

using namespace tenon::axes;

int main() {
  static float memory[1280];
#ifdef TENON_EXPECT_ERROR
  tenon::strided_view<float, tenon::strides<20>, seq<20>, embed<64>> x(memory);
#else
  tenon::strided_view<float, tenon::strides<1, 20>, seq<20>, embed<64>> x(memory);
#endif
}
