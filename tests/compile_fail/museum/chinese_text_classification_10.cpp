// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A context flattened across positions
// origin: 649453932/Chinese-Text-Classification-Pytorch#10
// what: Attention runs on [batch × head, seq, features], and its result is viewed as [batch, seq, head × features]:
//   a token's row is filled with the same head's features of the tokens after it. The reader who found it wrote the
//   numbers out for three heads and one sentence of four words.
// caught-by: names
// fix: Unfold, permute, then merge.
// law: AdjacentInOrder
// error: tenon: merge: the axes must stand next to each other and in this order
// error: seq<4>
#include <tenon/expr/permute.hpp>
#include <tenon/expr/reshape.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

template <std::size_t N>
struct group : tenon::axis<group, N> {};

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  tenon::ndtensor<float, 3, 4, 5> context;  // 1 sentence × 3 heads
  tenon::tensor const flat = tenon::reshape<1, 4, 15>(context);
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, group<3>, seq<4>, head_dim<5>> context;
  auto const unfolded = tenon::split<group, batch<1>, head<3>>(context);
  tenon::tensor const flat = tenon::merge<head, head_dim, hidden>(unfolded);
#else
  tenon::tensor<float, group<3>, seq<4>, head_dim<5>> context;
  auto const unfolded = tenon::split<group, batch<1>, head<3>>(context);
  tenon::tensor const flat = tenon::merge<head, head_dim, hidden>(tenon::permute<batch, seq, head, head_dim>(unfolded));
#endif
}
