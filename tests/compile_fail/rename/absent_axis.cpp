// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: rename of an axis that the tensor lacks
// mistake: The tensor's positions are called key already.
// fix: Name one of its axes. The first name is the old one: rename<From, To>.
// law: HasAxis
// error: tenon: rename: the tensor does not have this axis
// error: key<20>, .*head_dim<64>
// error: seq
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, key<20>, head_dim<64>> k;
#ifdef TENON_EXPECT_ERROR
  auto keys = tenon::rename<seq, key>(k);
#else
  auto keys = tenon::rename<key, seq>(k);
#endif
}
