// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A function of auto that branches
// mistake: A function of auto is called with many elements at once, which need not agree on the way to go.
// fix: Take float, and anything goes, element by element; or compute without a branch, with max and min.
// error: tenon: map: a function of auto is called with many elements at once
#include <tenon/eval.hpp>
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<64>> x, y;
#ifdef TENON_EXPECT_ERROR
  auto leaky = [](auto v) { return v > 0 ? v : v * 0.1f; };
#else
  auto leaky = [](float v) { return v > 0 ? v : v * 0.1f; };
#endif
  y = tenon::evaluate(tenon::map(leaky, x));
}
