// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Values made of keys
// origin: meta-pytorch/torchtune#21
// what: Three projections are reshaped into heads on three lines, and the third reads v = k.reshape(...). Keys and
//   values have the same shape; the value projection is computed and thrown away.
// caught-by: roles
// fix: Features of values are not features of keys, though there are as many: give them an axis of their own. With
//   one name for both this would compile.
// law: HasAxis
// error: tenon: split: the tensor does not have this axis
// error: value_hidden
#include <tenon/expr/reshape.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

template <std::size_t N>
struct value_hidden : tenon::axis<value_hidden, N> {};
template <std::size_t N>
struct value_dim : tenon::axis<value_dim, N> {};

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  tenon::ndtensor<float, 5, 16> k_flat, v_flat;
  auto const k = tenon::reshape<5, 2, 8>(k_flat);
  tenon::tensor const v = tenon::reshape<5, 2, 8>(k_flat);
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, key<5>, hidden<16>> k_flat;
  tenon::tensor<float, key<5>, value_hidden<16>> v_flat;
  auto const k = tenon::split<hidden, head<2>, head_dim<8>>(k_flat);
  tenon::tensor const v = tenon::split<value_hidden, head<2>, value_dim<8>>(k_flat);
#else
  tenon::tensor<float, key<5>, hidden<16>> k_flat;
  tenon::tensor<float, key<5>, value_hidden<16>> v_flat;
  auto const k = tenon::split<hidden, head<2>, head_dim<8>>(k_flat);
  tenon::tensor const v = tenon::split<value_hidden, head<2>, value_dim<8>>(v_flat);
#endif
}
