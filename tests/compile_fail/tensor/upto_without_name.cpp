// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A length known at run time for an axis without a name
// mistake: The axis is dim<512>: without a name, its length is all that it has.
// fix: Name the axis.
// law: NamedCapacities
// error: tenon: upto: give a named axis with its capacity
// error: dim<512
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, tenon::upto<tenon::dim<512>>> x;
#else
  tenon::tensor<float, tenon::upto<seq<512>>> x;
#endif
}
