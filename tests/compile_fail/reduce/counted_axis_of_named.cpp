// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A sum over an index, of a tensor with names
// mistake: The axes have names, and the axis is counted.
// fix: Name the axis.
// law: Positional
// error: tenon: reduction: the tensor's axes have names
// error: seq<20>, .*embed<64>
#include <tenon/expr/reduce.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto total = tenon::sum<0>(x);
#else
  auto total = tenon::sum<seq>(x);
#endif
}
