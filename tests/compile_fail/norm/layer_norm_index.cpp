// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: layer_norm along an axis index that is outside
// mistake: A tensor of two axes has the axes 0 and 1.
// fix: Count from 0, or from -1 backwards.
// law: HasIndex
// error: tenon: layer_norm: there is no axis with this index
// error: dim<20>, .*dim<64>
// error: 2
#include <tenon/expr/norm.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 20, 64> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::layer_norm<2>(x, 1, 0);
#else
  auto y = tenon::layer_norm<1>(x, 1, 0);
#endif
}
