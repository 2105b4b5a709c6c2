// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: log_softmax without an axis
// mistake: Nothing says along which axis the values compete. Other libraries take the last one, whichever it is.
// fix: Name the axis.
// law: AxisGiven
// error: tenon: log_softmax: say along which axis the values compete
// error: seq<20>, .*key<20>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, key<20>> scores;
#ifdef TENON_EXPECT_ERROR
  auto weights = tenon::log_softmax(scores);
#else
  auto weights = tenon::log_softmax<key>(scores);
#endif
}
