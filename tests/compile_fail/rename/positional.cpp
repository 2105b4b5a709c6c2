// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: rename of a tensor without names
// mistake: rename changes a name, and the tensor has none.
// fix: Give names with `name_axes`.
// law: Named
// error: tenon: rename: the tensor's axes have no names
// error: dim<20>, .*dim<64>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 20, 64> k;
#ifdef TENON_EXPECT_ERROR
  auto keys = tenon::rename<seq, key>(k);
#else
  auto keys = tenon::name_axes<key, head_dim>(k);
#endif
}
