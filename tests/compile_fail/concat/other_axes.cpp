// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Keys and queries joined
// mistake: One part is over key, the other over seq. They are joined along head, and the lengths agree.
// fix: Rename the axis in one part if both mean the same.
// law: SameAxes
// error: tenon: concat: the operands have different axes
// error: head<4>, .*key<20>
// error: head<4>, .*seq<20>
#include <tenon/expr/concat.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, head<4>, key<20>> left;
  tenon::tensor<float, head<4>, seq<20>> right;
#ifdef TENON_EXPECT_ERROR
  auto heads = tenon::concat<head>(left, right);
#else
  auto heads = tenon::concat<head>(left, tenon::rename<seq, key>(right));
#endif
}
