// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A column broadcast along rows
// mistake: Positional broadcasting aligns the last axes, so a vector of 20 meets the axis of 64.
// fix: Give the vector an axis of length 1 for the axis along which it is repeated.
// law: BroadcastsTo
// error: tenon: broadcast: aligned at the last axis
// error: dim<20>
// error: dim<20>, .*dim<64>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/reshape.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 20> row_means;
#ifdef TENON_EXPECT_ERROR
  auto columns = tenon::broadcast<20, 64>(row_means);
#else
  auto columns = tenon::broadcast<20, 64>(tenon::reshape<20, 1>(row_means));
#endif
}
