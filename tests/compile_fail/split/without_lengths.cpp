// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Parts without lengths
// mistake: The parts are named, but nothing says how 512 is divided.
// fix: Give each part its length: head<8>, head_dim<64>.
// law: LengthsGiven
// error: tenon: split: say how long the parts are
// error: seq<20>, .*hidden<512>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, hidden<512>> q;
#ifdef TENON_EXPECT_ERROR
  auto heads = tenon::split<hidden, head, head_dim>(q);
#else
  auto heads = tenon::split<hidden, head<8>, head_dim<64>>(q);
#endif
}
