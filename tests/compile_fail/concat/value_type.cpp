// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Tensors of two value types joined
// mistake: The cache holds doubles, the new keys floats.
// fix: Convert one of them with `cast`.
// law: SameValueType
// error: tenon: concat: the operands have different value types
// error: double
// error: float
#include <tenon/expr/concat.hpp>
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<double, key<20>, head_dim<64>> past;
  tenon::tensor<float, key<1>, head_dim<64>> now;
#ifdef TENON_EXPECT_ERROR
  auto keys = tenon::concat<key>(past, now);
#else
  auto keys = tenon::concat<key>(past, tenon::cast<double>(now));
#endif
}
