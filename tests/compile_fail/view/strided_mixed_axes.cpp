// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A strided view with some names and some numbers
// mistake: One axis has a name, the other is dim<20>.
// fix: A shape is wholly named or wholly positional.
// law: AllNamedOrNone
// error: tenon: strided_view: some axes have names and some are dim<N>
// error: seq<20>, .*dim<64>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

using namespace tenon::axes;

int main() {
  static float memory[1280];
#ifdef TENON_EXPECT_ERROR
  tenon::strided_view<float, tenon::strides<1, 20>, seq<20>, tenon::dim<64>> x(memory);
#else
  tenon::strided_view<float, tenon::strides<1, 20>, seq<20>, embed<64>> x(memory);
#endif
}
