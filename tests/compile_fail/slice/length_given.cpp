// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: slice of an axis with a length
// mistake: The axis is written as in the tensor's type, with its length.
// fix: Write the name alone; its length is the tensor's.
// law: NamesAlone
// error: tenon: slice: name the axis without its length
// error: seq<20>
#include <tenon/expr/slice.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::slice<seq<20>, 0, 5>(x);
#else
  auto y = tenon::slice<seq, 0, 5>(x);
#endif
}
