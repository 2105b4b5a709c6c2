// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Resizing an axis whose length is in its type
// mistake: The axis embed<64> has 64 elements, always.
// fix: Resize the axis that is an upto.
// law: LengthAtRunTime
// error: tenon: resize: the length of this axis is in its type
// error: embed
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, tenon::upto<seq<512>>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  x.resize<embed>(7);
#else
  x.resize<seq>(7);
#endif
}
