// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A strided view with an axis twice
// mistake: Both axes are called seq.
// fix: Two axes of one shape need two names.
// law: DistinctAxes
// error: tenon: strided_view: an axis occurs twice
// error: seq<20>, .*seq<20>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

using namespace tenon::axes;

int main() {
  static float memory[400];
#ifdef TENON_EXPECT_ERROR
  tenon::strided_view<float, tenon::strides<1, 20>, seq<20>, seq<20>> x(memory);
#else
  tenon::strided_view<float, tenon::strides<1, 20>, seq<20>, key<20>> x(memory);
#endif
}
