// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Query positions read as heads
// origin: zhouhaoyi/Informer2020#59
// what: Queries, keys and values come as [batch, position, head, features] and are viewed as [batch, head, position,
//   features] instead of being transposed. Heads and positions are shuffled into each other. The authors fixed it at
//   once, and found that it had affected one branch.
// caught-by: names
// fix: Permute; or leave the order alone, since dot finds its axes by name.
// law: SameAxesInOrder
// error: tenon: view: a view borrows memory as it lies
// error: seq<12>
#include <tenon/expr/permute.hpp>
#include <tenon/expr/reshape.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

using namespace tenon::axes;

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  tenon::ndtensor<float, 2, 12, 8, 16> queries;
  tenon::tensor const by_head = tenon::reshape<2, 8, 12, 16>(queries);
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, batch<2>, seq<12>, head<8>, head_dim<16>> queries;
  tenon::view<float const, batch<2>, head<8>, seq<12>, head_dim<16>> by_head(queries);
#else
  tenon::tensor<float, batch<2>, seq<12>, head<8>, head_dim<16>> queries;
  auto const by_head = tenon::permute<batch, head, seq, head_dim>(queries);
#endif
}
