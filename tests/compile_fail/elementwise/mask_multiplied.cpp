// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A mask multiplied in
// mistake: A comparison is multiplied with scores, so that masked scores become 0, not −∞; and 0 is a score like any
//   other.
// fix: Use `where`. To weigh values by 0 and 1, cast the mask.
// law: SameValueType
// error: tenon: elementwise operation: the operands have different value types
// error: bool
// error: float
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, key<20>> scores;
#ifdef TENON_EXPECT_ERROR
  auto masked = scores * tenon::causal<seq, key>();
#else
  auto masked = tenon::where(tenon::causal<seq, key>(), scores, -1e9F);
#endif
}
