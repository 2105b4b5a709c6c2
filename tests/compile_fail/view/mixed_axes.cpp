// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A view with some names and some numbers
// mistake: One axis has a name, the other is dim<64>.
// fix: A shape is wholly named or wholly positional.
// law: AllNamedOrNone
// error: tenon: view: some axes have names and some are dim<N>
// error: seq<20>, .*dim<64>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

using namespace tenon::axes;

int main() {
  static float memory[1280];
#ifdef TENON_EXPECT_ERROR
  tenon::view<float, seq<20>, tenon::dim<64>> x(memory);
#else
  tenon::view<float, seq<20>, embed<64>> x(memory);
#endif
}
