// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A sum over an axis index that is outside
// mistake: A tensor of two axes has the axes 0 and 1, or -2 and -1.
// fix: Count from 0, or from -1 backwards.
// law: HasIndices
// error: tenon: reduction: there is no axis with this index
// error: dim<20>, .*dim<64>
// error: -3
#include <tenon/expr/reduce.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 20, 64> x;
#ifdef TENON_EXPECT_ERROR
  auto total = tenon::sum<-3>(x);
#else
  auto total = tenon::sum<-2>(x);
#endif
}
