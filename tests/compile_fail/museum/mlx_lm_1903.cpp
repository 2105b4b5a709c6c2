// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A mask broadcast against the wrong axis
// origin: ml-explore/mlx-lm#1903
// what: The mask is [batch, 1, query, key]. For grouped heads the scores are reshaped to [batch, key head, repeat,
//   query, key], the mask is not; aligned at the last axis, its batch now falls on the key heads. This stops with an
//   error, unless there are as many examples as key heads: then it runs.
// caught-by: names
// fix: A mask has the axes that it depends on, and no others; its batch cannot land anywhere but on the batch.
// law: Aligns
// error: tenon: elementwise operation: the axes of one operand must all occur in the other
// error: head<1>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

template <std::size_t N>
struct key_head : tenon::axis<key_head, N> {};
template <std::size_t N>
struct repeat : tenon::axis<repeat, N> {};

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  tenon::ndtensor<float, 2, 2, 3, 4, 6> scores;  // 2 examples, 2 key heads, 3 queries' heads each
  tenon::ndtensor<bool, 2, 1, 4, 6> mask;
  tenon::tensor const masked = tenon::where(tenon::broadcast<2, 2, 3, 4, 6>(mask), scores, -1e10F);
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, batch<2>, head<6>, seq<4>, key<6>> scores;
  tenon::tensor<bool, batch<2>, head<1>, seq<4>, key<6>> mask;
  auto const grouped = tenon::split<head, key_head<2>, repeat<3>>(scores);
  tenon::tensor const masked = tenon::where(mask, grouped, -1e10F);
#else
  tenon::tensor<float, batch<2>, head<6>, seq<4>, key<6>> scores;
  tenon::tensor<bool, batch<2>, seq<4>, key<6>> mask;
  auto const grouped = tenon::split<head, key_head<2>, repeat<3>>(scores);
  tenon::tensor const masked = tenon::where(mask, grouped, -1e10F);
#endif
}
