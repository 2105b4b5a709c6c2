// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: argmax over all axes
// mistake: argmax gives one index along one axis; without an axis it would have to give several.
// fix: Name the axis.
// law: OneAxis
// error: tenon: argmax: say along which one axis
// error: seq<20>, .*vocab<1000>
// error: ints<0, ?1>
#include <tenon/expr/reduce.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, vocab<1000>> logits;
#ifdef TENON_EXPECT_ERROR
  auto best = tenon::argmax(logits);
#else
  auto best = tenon::argmax<vocab>(logits);
#endif
}
