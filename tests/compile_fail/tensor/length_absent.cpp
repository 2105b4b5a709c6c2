// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: The length of an axis that the tensor does not have
// mistake: The positions of this tensor are seq, not key.
// fix: Name an axis that the tensor has.
// law: HasAxis
// error: tenon: length: the tensor does not have this axis
// error: key
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, tenon::upto<seq<512>>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto n = x.length<key>();
#else
  auto n = x.length<seq>();
#endif
}
