// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A part along a name, of a tensor without names
// mistake: The tensor has no names, and the axis is named.
// fix: Count the axis, or give names with `name_axes`.
// law: Named
// error: tenon: slice: the tensor's axes have no names
// error: dim<20>, .*dim<64>
#include <tenon/expr/slice.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 20, 64> x;
#ifdef TENON_EXPECT_ERROR
  auto part = tenon::slice<seq, 0, 8>(x);
#else
  auto part = tenon::slice<0, 0, 8>(x);
#endif
}
