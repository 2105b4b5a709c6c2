// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A table of all positions beside a prompt of some
// mistake: The positions are as many as fit, the prompt is as long as it is: the lengths are not the same kind of
//   length.
// fix: Read the table through a view that is as long as the prompt.
// law: SameLengthKind
// error: tenon: elementwise operation: the length of an axis is in the type of one operand and known only at run time
// error: upto<.*seq<512
#include <tenon/expr/operators.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, tenon::upto<seq<512>>, embed<64>> x;
  tenon::tensor<float, seq<512>, embed<64>> table;
#ifdef TENON_EXPECT_ERROR
  auto y = x + table;
#else
  tenon::view<float const, tenon::upto<seq<512>>, embed<64>> first(table);
  first.resize<seq>(x.length<seq>());
  auto y = x + first;
#endif
}
