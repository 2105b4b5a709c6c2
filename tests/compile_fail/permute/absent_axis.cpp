// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An order with an axis that the tensor lacks
// mistake: The tensor is over seq, the order says key.
// fix: Name the tensor's own axes.
// law: AxesWithin
// error: tenon: permute: the tensor does not have all the axes named
// error: seq<20>, .*head<8>, .*head_dim<64>
// error: key
#include <tenon/expr/permute.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, head<8>, head_dim<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::permute<head, key, head_dim>(x);
#else
  auto y = tenon::permute<head, seq, head_dim>(x);
#endif
}
