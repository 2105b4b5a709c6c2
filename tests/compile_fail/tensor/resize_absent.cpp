// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Resizing an axis that the tensor does not have
// mistake: The tensor was renamed elsewhere: its positions are seq, not key.
// fix: Name the axis that the tensor has.
// law: HasAxis
// error: tenon: resize: the tensor does not have this axis
// error: key
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, tenon::upto<seq<512>>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  x.resize<key>(7);
#else
  x.resize<seq>(7);
#endif
}
