// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A new shape with some names and some numbers
// mistake: The new axes are partly named and partly dim<N>.
// fix: Name all of them.
// law: AllNamedOrNone
// error: tenon: broadcast: some axes have names and some are dim<N>
// error: seq<20>, .*dim<64>
#include <tenon/expr/broadcast.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, head<8>> slope;
#ifdef TENON_EXPECT_ERROR
  auto repeated = tenon::broadcast<seq<20>, tenon::dim<64>>(slope);
#else
  auto repeated = tenon::broadcast<seq<20>, key<64>>(slope);
#endif
}
