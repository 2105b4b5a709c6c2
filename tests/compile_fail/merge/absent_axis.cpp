// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: merge of an axis that the tensor lacks
// mistake: The last name is the new axis, and it was left out: head_dim is taken for the new one.
// fix: Name the axes that are merged, then the new one.
// law: AxesWithin
// error: tenon: merge: the tensor does not have all the axes that are to be merged
// error: seq<20>, .*head<8>, .*head_dim<64>
// error: hidden
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, head<8>, head_dim<64>> heads;
#ifdef TENON_EXPECT_ERROR
  auto out = tenon::merge<hidden, head, head_dim>(heads);
#else
  auto out = tenon::merge<head, head_dim, hidden>(heads);
#endif
}
