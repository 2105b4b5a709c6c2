// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: layer_norm along an axis with a length
// mistake: The axis is written as in the tensor's type, with its length.
// fix: Write the name alone; its length is the tensor's.
// law: NamesAlone
// error: tenon: layer_norm: name the axis without its length
// error: embed<64>
#include <tenon/expr/norm.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::layer_norm<embed<64>>(x, 1, 0);
#else
  auto y = tenon::layer_norm<embed>(x, 1, 0);
#endif
}
