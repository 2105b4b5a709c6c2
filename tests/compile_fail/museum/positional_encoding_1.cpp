// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Batch and heads unfolded the wrong way round
// origin: gazelle93/Transformer-Various-Positional-Encoding#1
// what: Attention returns [batch × head, seq, features]. It is viewed as [head, batch, seq, features], and a helper
//   that expects the batch first permutes and flattens it to [batch, seq, width]. Heads of one example end up in
//   another one.
// caught-by: names
// fix: Keep batch and head apart. Here the flattening is refused; the wrong unfolding alone would not be, since a
//   merged axis no longer tells what is outermost.
// law: AdjacentInOrder
// error: tenon: merge: the axes must stand next to each other and in this order
// error: batch<2>
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
  tenon::ndtensor<float, 6, 5, 8> output;  // 2 examples × 3 heads
  auto const unfolded = tenon::reshape<3, 2, 5, 8>(output);
  tenon::tensor const joined = tenon::reshape<2, 5, 24>(tenon::permute<0, 2, 1, 3>(unfolded));
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, group<6>, seq<5>, head_dim<8>> output;
  auto const unfolded = tenon::split<group, head<3>, batch<2>>(output);
  auto const permuted = tenon::permute<head, seq, batch, head_dim>(unfolded);
  tenon::tensor const joined = tenon::merge<head, head_dim, hidden>(permuted);
#else
  tenon::tensor<float, group<6>, seq<5>, head_dim<8>> output;
  auto const unfolded = tenon::split<group, batch<2>, head<3>>(output);
  auto const permuted = tenon::permute<batch, seq, head, head_dim>(unfolded);
  tenon::tensor const joined = tenon::merge<head, head_dim, hidden>(permuted);
#endif
}
