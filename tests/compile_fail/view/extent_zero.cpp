// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A view of nothing
// mistake: An axis is 0 long.
// fix: Every axis has at least one element.
// law: PositiveExtents
// error: tenon: view: an axis has length 0
// error: seq<0>, .*embed<64>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

using namespace tenon::axes;

int main() {
  static float memory[64];
#ifdef TENON_EXPECT_ERROR
  tenon::view<float, seq<0>, embed<64>> x(memory + 0);
#else
  tenon::view<float, seq<1>, embed<64>> x(memory + 0);
#endif
}
