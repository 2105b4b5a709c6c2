// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An empty part
// mistake: A part of length 0 has no values, and no shape of this library is empty.
// fix: Give a length of at least 1.
// law: SliceInside
// error: tenon: slice: the part must lie inside the axis and not be empty
// error: dim<20>
// error: Length = 0|0 > 0
#include <tenon/expr/slice.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 20, 64> x;
#ifdef TENON_EXPECT_ERROR
  auto none = tenon::slice<0, 4, 0>(x);
#else
  auto one = tenon::slice<0, 4, 1>(x);
#endif
}
