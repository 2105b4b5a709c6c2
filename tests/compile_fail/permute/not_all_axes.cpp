// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An order that leaves an axis out
// mistake: Two of three axes are named.
// fix: Name every axis, the ones that stay where they are too.
// law: NamesEveryAxis
// error: tenon: permute: name every axis of the tensor once
// error: seq<20>, .*head<8>, .*head_dim<64>
// error: 3 == 2|Count = 2
#include <tenon/expr/permute.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, head<8>, head_dim<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::permute<head, seq>(x);
#else
  auto y = tenon::permute<head, seq, head_dim>(x);
#endif
}
