// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A strided view of nothing
// mistake: An axis is 0 long.
// fix: Every axis has at least one element.
// law: PositiveExtents
// error: tenon: strided_view: an axis has length 0
// error: seq<0>, .*embed<64>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

using namespace tenon::axes;

int main() {
  static float memory[1280];
#ifdef TENON_EXPECT_ERROR
  tenon::strided_view<float, tenon::strides<1, 20>, seq<0>, embed<64>> x(memory);
#else
  tenon::strided_view<float, tenon::strides<1, 20>, seq<20>, embed<64>> x(memory);
#endif
}
