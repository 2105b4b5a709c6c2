// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A result stored without one of its axes
// mistake: The result has a batch axis, and the tensor it is assigned to has none.
// fix: Give the tensor the axis, or reduce the expression over it first.
// law: SameRank
// error: tenon: assignment: the expression and the tensor have different numbers of axes
// error: batch<10>, .*seq<20>
// error: shape<[^,]*seq<20> ?>
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, batch<10>, seq<20>> x;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, seq<20>> y = tenon::exp(x);
#else
  tenon::tensor<float, batch<10>, seq<20>> y = tenon::exp(x);
#endif
}
