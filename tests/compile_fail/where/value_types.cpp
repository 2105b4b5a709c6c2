// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Two choices of two value types
// mistake: where chooses between floats and ints.
// fix: Convert one of them.
// law: SameValueType
// error: tenon: where: the two choices have different value types
// error: float
// error: int
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>> x;
  tenon::tensor<int, seq<20>> ids;
#ifdef TENON_EXPECT_ERROR
  auto chosen = tenon::where(x > 0, x, ids);
#else
  auto chosen = tenon::where(x > 0, x, tenon::cast<float>(ids));
#endif
}
