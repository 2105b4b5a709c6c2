// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: map with the function last
// mistake: The tensor is written first and the function second.
// fix: Write the function first; any number of operands follow it.
// law: ElementFunctionOf
// error: tenon: map: the function comes first
// error: float
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
  auto twice = [](float v) { return v + v; };
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::map(x, twice);
#else
  auto y = tenon::map(twice, x);
#endif
}
