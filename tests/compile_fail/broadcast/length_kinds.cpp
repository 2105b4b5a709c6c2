// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Broadcasting an axis to its capacity
// mistake: The tensor is not 512 positions long, it has room for them.
// fix: Name only the axes that are new.
// law: SameLengthKind
// error: tenon: broadcast: the length of an axis is known only at run time in the tensor
// error: upto<.*seq<512
#include <tenon/expr/broadcast.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, tenon::upto<seq<512>>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::broadcast<batch<2>, seq<512>>(x);
#else
  auto y = tenon::broadcast<batch<2>>(x);
#endif
}
