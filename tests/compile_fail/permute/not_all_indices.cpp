// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An order that is not one
// mistake: Index 0 stands twice, index 2 is missing.
// fix: Give the index of every axis once.
// law: PermutesIndices
// error: tenon: permute: give the index of every axis of the tensor once
// error: dim<20>, .*dim<8>, .*dim<64>
// error: 0, ?1, ?0|0, 1, 0
#include <tenon/expr/permute.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 20, 8, 64> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::permute<0, 1, 0>(x);
#else
  auto y = tenon::permute<1, 0, 2>(x);
#endif
}
