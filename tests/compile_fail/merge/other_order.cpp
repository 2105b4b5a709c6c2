// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Axes merged in another order
// mistake: The features are the inner axis of each head, and are named first. That would be another order of the
//   elements.
// fix: Name the axes as they stand; to change their order, permute first.
// law: AdjacentInOrder
// error: tenon: merge: the axes must stand next to each other and in this order
// error: seq<20>, .*head<8>, .*head_dim<64>
// error: shape<[^,]*head_dim<64>, [^,]*head<8> ?>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, head<8>, head_dim<64>> heads;
#ifdef TENON_EXPECT_ERROR
  auto out = tenon::merge<head_dim, head, hidden>(heads);
#else
  auto out = tenon::merge<head, head_dim, hidden>(heads);
#endif
}
