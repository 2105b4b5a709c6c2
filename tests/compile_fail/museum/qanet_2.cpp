// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Heads collected first, flattened last
// origin: hackiey/QAnet-pytorch#2
// what: The heads are collected in a tensor [head, batch, seq, features] and flattened with view(batch, seq, -1).
//   With the one head that the author ran this is right, so the proposed fix changed no number; with eight it would
//   have mixed examples.
// caught-by: names
// fix: Permute first. It is refused with one head too, where the numbers would be right.
// law: AdjacentInOrder
// error: tenon: merge: the axes must stand next to each other and in this order
// error: head<8>
#include <tenon/expr/permute.hpp>
#include <tenon/expr/reshape.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  tenon::ndtensor<float, 8, 2, 10, 16> heads;
  tenon::tensor const joined = tenon::reshape<2, 10, 128>(heads);
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, head<8>, batch<2>, seq<10>, head_dim<16>> heads;
  tenon::tensor const joined = tenon::merge<head, head_dim, hidden>(heads);
#else
  tenon::tensor<float, head<8>, batch<2>, seq<10>, head_dim<16>> heads;
  auto const by_token = tenon::permute<batch, seq, head, head_dim>(heads);
  tenon::tensor const joined = tenon::merge<head, head_dim, hidden>(by_token);
#endif
}
