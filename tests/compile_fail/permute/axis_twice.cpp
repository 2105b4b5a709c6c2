// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An order that names an axis twice
// mistake: head stands twice in the order, and seq not at all.
// fix: Name every axis of the tensor once.
// law: DistinctAxes
// error: tenon: permute: an axis is named twice
// error: head<1>, .*head<1>, .*head_dim<1>
#include <tenon/expr/permute.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, head<8>, head_dim<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::permute<head, head, head_dim>(x);
#else
  auto y = tenon::permute<head, seq, head_dim>(x);
#endif
}
