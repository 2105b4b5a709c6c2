// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Integers compared with a fraction
// mistake: No integer is 0.5, and 0.5 taken as an integer is 0.
// fix: Compare with an integer, or cast the tensor first.
// law: ScalarFits
// error: tenon: all_close: the number would lose its meaning
// error: double
// error: int
#include <tenon/expr/all_close.hpp>
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<int, seq<20>> counts;
#ifdef TENON_EXPECT_ERROR
  bool const same = tenon::all_close(counts, 0.5);
#else
  bool const same = tenon::all_close(tenon::cast<float>(counts), 0.5);
#endif
}
