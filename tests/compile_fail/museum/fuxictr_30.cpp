// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Heads split off without moving them
// origin: reczoo/FuxiCTR#30
// what: The projections are [batch, field, heads × features], and a view makes them [batch × heads, field, features]
//   in one step. What is called a head is a stretch of neighbouring fields; with one head it is right. Three
//   published models (AutoInt, DESTINE, InterHAt) ran on it.
// caught-by: names
// fix: Permute between the split and the merge; or do not merge at all: an axis that both operands have is a batch
//   axis.
// law: AdjacentInOrder
// error: tenon: merge: the axes must stand next to each other and in this order
// error: head<2>
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
  tenon::ndtensor<float, 4, 6, 16> query;  // batch, field, 2 heads of 8
  tenon::tensor const heads = tenon::reshape<4 * 2, 6, 8>(query);
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, batch<4>, seq<6>, hidden<16>> query;
  auto const split = tenon::split<hidden, head<2>, head_dim<8>>(query);
  tenon::tensor const heads = tenon::merge<batch, head, group>(split);
#else
  tenon::tensor<float, batch<4>, seq<6>, hidden<16>> query;
  auto const split = tenon::split<hidden, head<2>, head_dim<8>>(query);
  tenon::tensor const heads = tenon::merge<batch, head, group>(tenon::permute<batch, head, seq, head_dim>(split));
#endif
}
