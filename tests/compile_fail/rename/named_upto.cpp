// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A name with a length known at run time, for an axis without a name
// mistake: The tensor has 512 positions; upto would forget it.
// fix: Name it without upto.
// law: LengthsInTypes
// error: tenon: name_axes: an axis without a name has its length in its type
// error: upto<.*seq<512
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 512, 64> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::name_axes<tenon::upto<seq<512>>, embed<64>>(x);
#else
  auto y = tenon::name_axes<seq<512>, embed<64>>(x);
#endif
}
