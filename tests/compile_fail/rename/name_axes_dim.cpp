// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: dim<N> given as a name
// mistake: dim<64> is an axis without a name.
// fix: Give names only.
// law: Named
// error: tenon: name_axes: give names, not dim<N>
// error: seq<20>, .*dim<64>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 20, 64> data;
#ifdef TENON_EXPECT_ERROR
  auto x = tenon::name_axes<seq<20>, tenon::dim<64>>(data);
#else
  auto x = tenon::name_axes<seq<20>, embed<64>>(data);
#endif
}
