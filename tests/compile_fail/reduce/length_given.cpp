// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: sum over an axis with a length
// mistake: The axis is written as in the tensor's type, with its length.
// fix: Write the name alone; its length is the tensor's.
// law: NamesAlone
// error: tenon: reduction: name the axis without its length
// error: seq<20>
#include <tenon/expr/reduce.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::sum<seq<20>>(x);
#else
  auto y = tenon::sum<seq>(x);
#endif
}
