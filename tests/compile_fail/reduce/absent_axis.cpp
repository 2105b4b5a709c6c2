// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A mean over an axis that the tensor lacks
// mistake: The tensor is over seq and embed, and is averaged over batch.
// fix: Name axes that it has.
// law: AxesWithin
// error: tenon: reduction: the tensor does not have an axis that is to be reduced
// error: seq<20>, .*embed<64>
// error: batch
#include <tenon/expr/reduce.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto average = tenon::mean<batch, seq>(x);
#else
  auto average = tenon::mean<seq>(x);
#endif
}
