// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Too few values
// mistake: A tensor of 2 times 3 is given five values.
// fix: Give one value for each element, in row-major order.
// law: ValueCount
// error: tenon: tensor: the number of values is not the number of elements
// error: seq<2>, .*embed<3>
// error: 6 == 5|Values = 5
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, seq<2>, embed<3>> x{1, 2, 3, 4, 5};
#else
  tenon::tensor<float, seq<2>, embed<3>> x{1, 2, 3, 4, 5, 6};
#endif
}
