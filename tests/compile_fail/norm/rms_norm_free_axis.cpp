// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: rms_norm of positions
// mistake: Positions have no length, so there is no row to normalize.
// fix: Bind them with `broadcast` first.
// law: Bound
// error: tenon: rms_norm: an operand is still free in an axis
// error: seq<1>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/norm.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  auto at = tenon::cast<float>(tenon::position<seq>());
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::rms_norm<seq>(at, 1);
#else
  auto y = tenon::rms_norm<seq>(tenon::broadcast<seq<20>>(at), 1);
#endif
}
