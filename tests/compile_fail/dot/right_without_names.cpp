// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A named product with a right operand without names
// mistake: The weights were loaded without names.
// fix: Name the weights' axes where they enter.
// law: Named
// error: tenon: dot: the right operand has no axis names
// error: dim<64>, .*dim<128>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
  tenon::ndtensor<float, 64, 128> w;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::dot<embed>(x, w);
#else
  auto y = tenon::dot<embed>(x, tenon::name_axes<embed, hidden>(w));
#endif
}
