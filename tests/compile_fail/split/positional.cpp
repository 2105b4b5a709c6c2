// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: split of a tensor without names
// mistake: The tensor has no axis called hidden.
// fix: Give names with `name_axes`, or use `reshape`.
// law: Named
// error: tenon: split: the tensor's axes have no names
// error: dim<20>, .*dim<512>
#include <tenon/expr/reshape.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 20, 512> q;
#ifdef TENON_EXPECT_ERROR
  auto heads = tenon::split<hidden, head<8>, head_dim<64>>(q);
#else
  auto heads = tenon::reshape<20, 8, 64>(q);
#endif
}
