// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Names for a tensor that has some
// mistake: name_axes is for tensors without names.
// fix: `rename` changes one name.
// law: Positional
// error: tenon: name_axes: the axes have names already
// error: seq<20>, .*head_dim<64>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, head_dim<64>> k;
#ifdef TENON_EXPECT_ERROR
  auto keys = tenon::name_axes<key, head_dim>(k);
#else
  auto keys = tenon::rename<seq, key>(k);
#endif
}
