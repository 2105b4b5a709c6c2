// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Repeating a bias along an axis whose length nobody knows
// mistake: Nothing in the expression says how often the bias is to be repeated.
// fix: Let the bias meet the tensor that has the axis.
// law: AxesWithin
// error: tenon: broadcast: a new axis must have its length in its type
// error: upto<.*seq<512
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/operators.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, tenon::upto<seq<512>>, embed<64>> x;
  tenon::tensor<float, embed<64>> bias;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::broadcast<tenon::upto<seq<512>>>(bias);
#else
  auto y = x + bias;
#endif
}
