// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A named tensor joined with a positional one
// mistake: The cache has names, the new keys came without.
// fix: Name the axes of the new keys where they enter.
// law: SameKind
// error: tenon: concat: one operand has named axes and the other has none
// error: key<20>, .*head_dim<64>
// error: dim<1>, .*dim<64>
#include <tenon/expr/concat.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, key<20>, head_dim<64>> past;
  tenon::ndtensor<float, 1, 64> now;
#ifdef TENON_EXPECT_ERROR
  auto keys = tenon::concat<key>(past, now);
#else
  auto keys = tenon::concat<key>(past, tenon::name_axes<key, head_dim>(now));
#endif
}
