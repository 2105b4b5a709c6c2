// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An axis broadcast to another length
// mistake: The tensor has the axis already, 1 long, and broadcast is asked to make it 20 long. By name, only new axes
//   are repeated.
// fix: Take the one element out, here by summing over the axis, and repeat that.
// law: SameExtentIn
// error: tenon: broadcast: the tensor has this axis already, with another length
// error: seq<1>, .*embed<64>
// error: seq<20>
// error(clang): 1 == 20
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/reduce.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<1>, embed<64>> token;
#ifdef TENON_EXPECT_ERROR
  auto rows = tenon::broadcast<seq<20>>(token);
#else
  auto rows = tenon::broadcast<seq<20>>(tenon::sum<seq>(token));
#endif
}
