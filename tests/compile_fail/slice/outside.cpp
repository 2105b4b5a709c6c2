// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A part that reaches beyond the axis
// mistake: slice<seq, 12, 20> is read as from 12 to 20, but the last number is a length: 12 and 20 more are 32.
// fix: Give where the part begins and how long it is.
// law: SliceInside
// error: tenon: slice: the part must lie inside the axis and not be empty
// error: seq<20>
// error: Begin = 12, Length = 20|Length = 20; .*Begin = 12|12UL \+ 20UL|12 \+ 20
#include <tenon/expr/slice.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto tail = tenon::slice<seq, 12, 20>(x);
#else
  auto tail = tenon::slice<seq, 12, 8>(x);
#endif
}
