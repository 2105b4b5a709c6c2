// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: reshape of a tensor with names
// mistake: Numbers alone cannot say what becomes of each axis: whether 512 is split into heads, or two axes are
//   confused.
// fix: `split` and `merge` say it. Or forget the names, with `drop_names`.
// law: Positional
// error: tenon: reshape: the axes have names
// error: seq<20>, .*hidden<512>
#include <tenon/expr/reshape.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, hidden<512>> q;
#ifdef TENON_EXPECT_ERROR
  auto heads = tenon::reshape<20, 8, 64>(q);
#else
  auto heads = tenon::split<hidden, head<8>, head_dim<64>>(q);
#endif
}
