// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Joined along an axis that is not there
// mistake: The tensors are over key, and are joined along seq.
// fix: Name an axis they have. To stack tensors along a new axis, give each the axis first with `broadcast<seq<1>>`.
// law: HasAxis
// error: tenon: concat: the tensors do not have the axis along which they are to be joined
// error: key<20>, .*head_dim<64>
// error: seq
#include <tenon/expr/concat.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, key<20>, head_dim<64>> past;
  tenon::tensor<float, key<4>, head_dim<64>> now;
#ifdef TENON_EXPECT_ERROR
  auto keys = tenon::concat<seq>(past, now);
#else
  auto keys = tenon::concat<key>(past, now);
#endif
}
