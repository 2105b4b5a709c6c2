// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Positions joined to a tensor
// mistake: position<seq>() has no length, so that nobody knows where the second part begins.
// fix: Bind it to a length with `broadcast`.
// law: Bound
// error: tenon: concat: an operand is still free in an axis
// error: seq<1>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/concat.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<int, seq<20>> ids;
#ifdef TENON_EXPECT_ERROR
  auto both = tenon::concat<seq>(ids, tenon::position<seq>());
#else
  auto both = tenon::concat<seq>(ids, tenon::broadcast<seq<4>>(tenon::position<seq>()));
#endif
}
