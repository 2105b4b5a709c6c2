// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Truth values counted with +
// mistake: Two comparisons are added to count how many hold.
// fix: Cast to numbers first; `cast<int>(true)` is 1.
// law: Numeric
// error: tenon: elementwise operation: arithmetic and order are not defined for truth values
// error: bool
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>> x;
#ifdef TENON_EXPECT_ERROR
  auto count = (x > 0) + (x > 1);
#else
  auto count = tenon::cast<int>(x > 0) + tenon::cast<int>(x > 1);
#endif
}
