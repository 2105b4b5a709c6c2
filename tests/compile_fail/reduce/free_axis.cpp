// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Positions summed
// mistake: A sum over positions has no number of terms before they have a length.
// fix: Bind them with `broadcast`.
// law: Bound
// error: tenon: reduction: the operand is still free in an axis
// error: seq<1>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/expr/reduce.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  auto total = tenon::sum<seq>(tenon::position<seq>());
#else
  auto total = tenon::sum<seq>(tenon::broadcast<seq<20>>(tenon::position<seq>()));
#endif
}
