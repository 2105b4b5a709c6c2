// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: merge of a tensor without names
// mistake: The tensor has no axes called head and head_dim.
// fix: Give names with `name_axes`, or use `reshape`.
// law: Named
// error: tenon: merge: the tensor's axes have no names
// error: dim<20>, .*dim<8>, .*dim<64>
#include <tenon/expr/reshape.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 20, 8, 64> heads;
#ifdef TENON_EXPECT_ERROR
  auto out = tenon::merge<head, head_dim, hidden>(heads);
#else
  auto out = tenon::reshape<20, 512>(heads);
#endif
}
