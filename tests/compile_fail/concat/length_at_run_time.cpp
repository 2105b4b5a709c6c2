// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Joining along an axis whose length is known only at run time
// mistake: Where the second part begins would be known only at run time.
// fix: Join along another axis.
// law: LengthsInTypes
// error: tenon: concat: tensors are joined along an axis whose length is in its type
// error: upto<.*seq<512
#include <tenon/expr/concat.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, tenon::upto<seq<512>>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::concat<seq>(x, x);
#else
  auto y = tenon::concat<embed>(x, x);
#endif
}
