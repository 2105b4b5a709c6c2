// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A position by index in a named shape
// mistake: position<0>() counts the axes of a shape without names, and here it is bound to axes with names.
// fix: Use the name: position<key>().
// law: PositionsFit
// error: tenon: broadcast: a position does not fit the axes given
// error: seq<4>, .*key<4>
// error: index_tag<0>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  auto mask = tenon::broadcast<seq<4>, key<4>>(tenon::position<0>() < 2);
#else
  auto mask = tenon::broadcast<seq<4>, key<4>>(tenon::position<key>() < 2);
#endif
}
