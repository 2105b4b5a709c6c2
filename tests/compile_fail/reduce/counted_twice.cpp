// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A sum that counts an axis twice
// mistake: 1 and -1 are the same axis of a tensor with two axes.
// fix: Give each axis once.
// law: DistinctIndices
// error: tenon: reduction: an axis is counted twice
// error: dim<20>, .*dim<64>
// error: 1, ?-1
#include <tenon/expr/reduce.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 20, 64> x;
#ifdef TENON_EXPECT_ERROR
  auto total = tenon::sum<1, -1>(x);
#else
  auto total = tenon::sum<0, -1>(x);
#endif
}
