// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A causal mask with a fractional offset
// mistake: The offset counts keys, and 0.5 of a key is none.
// fix: Give an integer, or a tensor of integers (one for each example).
// law: Integer
// error: tenon: causal: the offset must be an integer
// error: double
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  auto mask = tenon::causal<seq, key>(0.5);
#else
  auto mask = tenon::causal<seq, key>(1);
#endif
}
