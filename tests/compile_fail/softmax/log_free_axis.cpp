// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: log_softmax of positions
// mistake: Positions have no length, so there is no row to normalize.
// fix: Combine them with scores that have the axis, or bind them with `broadcast`.
// law: Bound
// error: tenon: log_softmax: the operand is still free in an axis
// error: key<1>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  auto recency = tenon::cast<float>(tenon::position<key>());
#ifdef TENON_EXPECT_ERROR
  auto weights = tenon::log_softmax<key>(recency);
#else
  auto weights = tenon::log_softmax<key>(tenon::broadcast<key<20>>(recency));
#endif
}
