// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Heads split before queries, keys and values
// origin: tensorflow/swift-models, GPT-2's MultiHeadAttentionGPT2, found by reading
// what: One projection makes queries, keys and values side by side. The call for generation slices the three apart
//   and then splits heads, as the checkpoints were written; the call for training splits heads first, across all
//   three, and slices each head. Its first heads take their queries, keys and values all from the columns of
//   queries.
// caught-by: roles
// fix: Let the kernel's type say what its columns are: part, head, feature. Then there is one way to take them
//   apart; of one flat axis of 48 columns, names would know no more than sizes do.
// law: HasAxis
// error: tenon: split: the tensor does not have this axis
// error: part<3>
#include <tenon/expr/reshape.hpp>
#include <tenon/expr/slice.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

template <std::size_t N>
struct part : tenon::axis<part, N> {};
template <std::size_t N>
struct mixed : tenon::axis<mixed, N> {};

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  tenon::ndtensor<float, 5, 48> projected;  // 16 columns each: queries, keys, values
  auto const heads = tenon::reshape<5, 2, 24>(projected);
  tenon::tensor const keys = tenon::slice<2, 8, 8>(heads);
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, seq<5>, part<3>, head<2>, head_dim<8>> projected;
  auto const heads = tenon::split<hidden, head<2>, mixed<24>>(projected);
  tenon::tensor const keys = tenon::slice<mixed, 8, 8>(heads);
#else
  tenon::tensor<float, seq<5>, part<3>, head<2>, head_dim<8>> projected;
  tenon::tensor const keys = tenon::slice<part, 1, 1>(projected);
#endif
}
