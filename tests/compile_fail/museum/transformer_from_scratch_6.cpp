// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Heads merged before they were moved back
// origin: jsbaan/transformer-from-scratch#6
// what: After attention the values are [batch, head, seq, features], and are reshaped to [batch, seq, width] as they
//   lie: each token gets slices of several tokens' first head. The training test still passed, since its copying
//   task is easy enough for a network to learn around the scrambling.
// caught-by: names
// fix: Permute first, so that what belongs together stands together.
// law: AdjacentInOrder
// error: tenon: merge: the axes must stand next to each other and in this order
// error: seq<10>
#include <tenon/expr/permute.hpp>
#include <tenon/expr/reshape.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  tenon::ndtensor<float, 2, 8, 10, 16> values;
  tenon::tensor const merged = tenon::reshape<2, 10, 128>(values);
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, batch<2>, head<8>, seq<10>, head_dim<16>> values;
  tenon::tensor const merged = tenon::merge<head, head_dim, hidden>(values);
#else
  tenon::tensor<float, batch<2>, head<8>, seq<10>, head_dim<16>> values;
  auto const by_token = tenon::permute<batch, seq, head, head_dim>(values);
  tenon::tensor const merged = tenon::merge<head, head_dim, hidden>(by_token);
#endif
}
