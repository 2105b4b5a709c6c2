// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A named tensor plus one without names
// mistake: The bias was loaded without names and is added to a named tensor. Whether its 64 values belong to embed,
//   nobody has said.
// fix: Name the bias's axis where it enters.
// law: SameKind
// error: tenon: elementwise operation: one operand has named axes and the other has none
// error: seq<64>, .*embed<64>
// error: dim<64>
#include <tenon/expr/operators.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<64>, embed<64>> x;
  tenon::ndtensor<float, 64> bias;
#ifdef TENON_EXPECT_ERROR
  auto y = x + bias;
#else
  auto y = x + tenon::name_axes<embed>(bias);
#endif
}
