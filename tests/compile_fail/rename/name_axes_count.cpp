// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Too few names
// mistake: Three axes get two names.
// fix: Give one name for each axis, outermost first.
// law: IndexCount
// error: tenon: name_axes: give one name for each axis
// error: dim<10>, .*dim<20>, .*dim<64>
// error: 3 == 2|Indices = 2
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 10, 20, 64> data;
#ifdef TENON_EXPECT_ERROR
  auto x = tenon::name_axes<seq, embed>(data);
#else
  auto x = tenon::name_axes<batch, seq, embed>(data);
#endif
}
