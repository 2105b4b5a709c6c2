// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A part along an axis index that is outside
// mistake: A tensor of two axes has the axes 0 and 1.
// fix: Count from 0, or from -1 backwards.
// law: HasIndex
// error: tenon: slice: there is no axis with this index
// error: dim<20>, .*dim<64>
// error: 2
#include <tenon/expr/slice.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 20, 64> x;
#ifdef TENON_EXPECT_ERROR
  auto part = tenon::slice<2, 0, 8>(x);
#else
  auto part = tenon::slice<1, 0, 8>(x);
#endif
}
