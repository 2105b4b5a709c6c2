// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A sum that names an axis twice
// mistake: The axis is named twice.
// fix: Name it once.
// law: DistinctAxes
// error: tenon: reduction: an axis is named twice
// error: seq<1>, .*seq<1>
#include <tenon/expr/reduce.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto total = tenon::sum<seq, seq>(x);
#else
  auto total = tenon::sum<seq, embed>(x);
#endif
}
