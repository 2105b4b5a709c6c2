// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: softmax of integers
// mistake: The scores are counts; their softmax is no integer.
// fix: Cast to float or double first.
// law: Floating
// error: tenon: softmax: it is defined for float and double
// error: int
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<int, seq<20>, vocab<1000>> votes;
#ifdef TENON_EXPECT_ERROR
  auto result = tenon::softmax<vocab>(votes);
#else
  auto result = tenon::softmax<vocab>(tenon::cast<float>(votes));
#endif
}
