// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A norm over axes that do not stand side by side
// mistake: The layer normalizes head and head_dim as one, but seq stands between them.
// fix: Permute the input first.
// law: AdjacentInOrder
// error: tenon: merge: the axes must stand next to each other and in this order
// error: head<3>, .*seq<7>, .*head_dim<5>
#include <tenon/expr/permute.hpp>
#include <tenon/nn/norm.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, head<3>, seq<7>, head_dim<5>> x;
  tenon::nn::layer_norm<head<3>, head_dim<5>> norm;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor y = norm(x);
#else
  tenon::tensor y = norm(tenon::permute<seq, head, head_dim>(x));
#endif
}
