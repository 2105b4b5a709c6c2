// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: concat along an axis with a length
// mistake: The length of the result is written, but it follows from the parts.
// fix: Write the name alone; the lengths are those of the parts.
// law: NamesAlone
// error: tenon: concat: name the axis without its length
// error: seq<40>
#include <tenon/expr/concat.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::concat<seq<40>>(x, x);
#else
  auto y = tenon::concat<seq>(x, x);
#endif
}
