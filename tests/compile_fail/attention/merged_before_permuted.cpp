// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Heads merged that were never permuted
// mistake: The result is [head, seq, head_dim]. A reshape to [seq, hidden] would agree in size and mix features of
//   different positions.
// fix: Permute first, so that head and head_dim stand side by side.
// law: AdjacentInOrder
// error: tenon: merge: the axes must stand next to each other and in this order
// error: head<8>, .*seq<20>, .*head_dim<64>
#include <tenon/expr/permute.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, head<8>, seq<20>, head_dim<64>> heads;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor out = tenon::merge<head, head_dim, hidden>(heads);
#else
  tenon::tensor out = tenon::merge<head, head_dim, hidden>(tenon::permute<seq, head, head_dim>(heads));
#endif
}
