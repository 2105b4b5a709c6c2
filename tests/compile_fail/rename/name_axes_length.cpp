// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A name with another length
// mistake: The data is [20, 64], and the names say seq<32>.
// fix: Give the length that the data has; or names without lengths, `name_axes<seq, embed>`.
// law: SameExtentAt
// error: tenon: name_axes: the axis with this index has another length than the name says
// error: dim<20>, .*dim<64>
// error: seq<32>, .*embed<64>
// error(clang): 20 == 32
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 20, 64> data;
#ifdef TENON_EXPECT_ERROR
  auto x = tenon::name_axes<seq<32>, embed<64>>(data);
#else
  auto x = tenon::name_axes<seq<20>, embed<64>>(data);
#endif
}
