// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A tensor compared with bare positions
// mistake: The ids are expected to be 0, 1, 2, …, and positions have no length to be compared with.
// fix: Bind them with `broadcast`.
// law: Bound
// error: tenon: all_close: an operand is still free in an axis
// error: seq<1>
#include <tenon/expr/all_close.hpp>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<int, seq<20>> ids;
#ifdef TENON_EXPECT_ERROR
  bool const same = tenon::all_close(ids, tenon::position<seq>());
#else
  bool const same = tenon::all_close(ids, tenon::broadcast<seq<20>>(tenon::position<seq>()));
#endif
}
