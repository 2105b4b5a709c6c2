// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A sum over an axis that is gone already
// mistake: sum<seq> drops the axis, and the next reduction names it again.
// fix: Name each axis once; several may be named at a time.
// law: AxesWithin
// error: tenon: reduction: the tensor does not have an axis that is to be reduced
// error: shape<[^,]*embed<64> ?>
// error: seq
#include <tenon/expr/reduce.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto largest = tenon::max<seq, embed>(tenon::sum<seq>(x));
#else
  auto largest = tenon::max<embed>(tenon::sum<seq>(x));
#endif
}
