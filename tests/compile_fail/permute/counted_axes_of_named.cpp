// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An order of indices, of a tensor with names
// mistake: The axes have names, and the order counts them.
// fix: Give the order by names; then it stays right when an axis is added.
// law: Positional
// error: tenon: permute: the axes have names
// error: seq<20>, .*head<8>, .*head_dim<64>
#include <tenon/expr/permute.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, head<8>, head_dim<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::permute<1, 0, 2>(x);
#else
  auto y = tenon::permute<head, seq, head_dim>(x);
#endif
}
