// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Joined along an axis index that is outside
// mistake: A tensor of two axes has the axes 0 and 1.
// fix: Count from 0, or from -1 backwards.
// law: HasIndex
// error: tenon: concat: there is no axis with this index
// error: dim<20>, .*dim<64>
// error: 2
#include <tenon/expr/concat.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 20, 64> past;
  tenon::ndtensor<float, 20, 64> now;
#ifdef TENON_EXPECT_ERROR
  auto keys = tenon::concat<2>(past, now);
#else
  auto keys = tenon::concat<1>(past, now);
#endif
}
