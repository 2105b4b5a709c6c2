// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An array of another length
// mistake: The array has 8 values, the tensor 6 elements.
// fix: The lengths must agree.
// law: ValueCount
// error: tenon: tensor: the number of values is not the number of elements
// error: seq<2>, .*embed<3>
// error: 6 == 8|Values = 8
#include <array>

#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  std::array<float, 8> const values{};
  tenon::tensor<float, seq<2>, embed<3>> x(values);
#else
  std::array<float, 6> const values{};
  tenon::tensor<float, seq<2>, embed<3>> x(values);
#endif
}
