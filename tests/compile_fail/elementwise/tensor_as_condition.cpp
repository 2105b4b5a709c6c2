// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: if (a == b)
// mistake: Comparing two tensors gives one truth for each element, and `if` wants one.
// fix: Write `all_close(a, b, tolerance)`.
// law: OneElement
// error: tenon: condition: a tensor of many elements is not true or false
// error: seq<20>
#include <tenon/expr/all_close.hpp>
#include <tenon/expr/operators.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>> a;
  tenon::tensor<float, seq<20>> b;
#ifdef TENON_EXPECT_ERROR
  if (a == b) return 1;
#else
  if (tenon::all_close(a, b, 1e-6)) return 1;
#endif
}
