// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Axes merged that do not stand together
// mistake: seq stands between head and head_dim, as it must for a product over heads. Merging would interleave
//   features of different positions.
// fix: Permute first, so that what belongs together stands together.
// law: AdjacentInOrder
// error: tenon: merge: the axes must stand next to each other and in this order
// error: batch<10>, .*head<8>, .*seq<20>, .*head_dim<64>
// error: shape<[^,]*head<8>, [^,]*head_dim<64> ?>
#include <tenon/expr/permute.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, batch<10>, head<8>, seq<20>, head_dim<64>> heads;
#ifdef TENON_EXPECT_ERROR
  auto out = tenon::merge<head, head_dim, hidden>(heads);
#else
  auto out = tenon::merge<head, head_dim, hidden>(tenon::permute<batch, seq, head, head_dim>(heads));
#endif
}
