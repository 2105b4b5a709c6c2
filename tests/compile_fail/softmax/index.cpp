// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: softmax along an axis index that is outside
// mistake: A tensor of three axes has the axes 0 to 2, or -3 to -1.
// fix: Count from 0, or from -1 backwards.
// law: HasIndex
// error: tenon: softmax: there is no axis with this index
// error: dim<8>, .*dim<20>, .*dim<20>
// error: 3
#include <tenon/expr/softmax.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 8, 20, 20> scores;
#ifdef TENON_EXPECT_ERROR
  auto weights = tenon::softmax<3>(scores);
#else
  auto weights = tenon::softmax<2>(scores);
#endif
}
