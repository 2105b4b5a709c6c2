// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An axis given twice to broadcast
// mistake: Positions of queries and of keys are both called seq.
// fix: Two axes of one shape need two names: seq and key.
// law: HasDistinctAxes
// error: tenon: broadcast: an axis is given twice
// error: seq<20>, .*seq<20>
#include <tenon/expr/broadcast.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, head<8>> slope;
#ifdef TENON_EXPECT_ERROR
  auto bias = tenon::broadcast<seq<20>, seq<20>>(slope);
#else
  auto bias = tenon::broadcast<seq<20>, key<20>>(slope);
#endif
}
