// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: dot over an axis with a length
// mistake: The axis is written as in the tensor's type, with its length.
// fix: Write the name alone; its length is the tensor's.
// law: NamesAlone
// error: tenon: dot: name the axis without its length
// error: embed<64>
#include <tenon/expr/dot.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
  tenon::tensor<float, embed<64>, hidden<128>> weights;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::dot<embed<64>>(x, weights);
#else
  auto y = tenon::dot<embed>(x, weights);
#endif
}
