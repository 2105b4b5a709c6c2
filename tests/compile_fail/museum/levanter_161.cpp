// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: The transpose that a GPT forgot
// origin: marin-community/levanter#161
// what: The announcement of a library for named tensors shows a small GPT whose attention output [batch, head, seq,
//   features] is viewed as [batch, seq, width] without the transpose, and asks the reader to find the bug. As it
//   says, the view suppresses any error one might get.
// caught-by: names
// fix: Permute first; or split the projections where they are made, as [batch, seq, head, features], and there is
//   nothing to move back.
// law: AdjacentInOrder
// error: tenon: merge: the axes must stand next to each other and in this order
// error: head<4>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/matmul.hpp>
#include <tenon/expr/permute.hpp>
#include <tenon/expr/reshape.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  tenon::ndtensor<float, 2, 4, 6, 8> q, k, v;
  auto const attended = tenon::matmul(tenon::softmax<-1>(tenon::matmul(q, tenon::transpose(k))), v);
  tenon::tensor const y = tenon::reshape<2, 6, 32>(attended);
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, batch<2>, head<4>, seq<6>, head_dim<8>> q;
  tenon::tensor<float, batch<2>, head<4>, key<6>, head_dim<8>> k, v;
  auto const attended = tenon::dot<key>(tenon::softmax<key>(tenon::dot<head_dim>(q, k)), v);
  tenon::tensor const y = tenon::merge<head, head_dim, embed>(attended);
#else
  tenon::tensor<float, batch<2>, head<4>, seq<6>, head_dim<8>> q;
  tenon::tensor<float, batch<2>, head<4>, key<6>, head_dim<8>> k, v;
  auto const attended = tenon::dot<key>(tenon::softmax<key>(tenon::dot<head_dim>(q, k)), v);
  tenon::tensor const y = tenon::merge<head, head_dim, embed>(tenon::permute<batch, seq, head, head_dim>(attended));
#endif
}
