// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A named product with a left operand without names
// mistake: The input came without names, the weights have some.
// fix: Name the input's axes where it enters.
// law: Named
// error: tenon: dot: the left operand has no axis names
// error: dim<20>, .*dim<64>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 20, 64> x;
  tenon::tensor<float, embed<64>, hidden<128>> w;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::dot<embed>(x, w);
#else
  auto y = tenon::dot<embed>(tenon::name_axes<seq, embed>(x), w);
#endif
}
