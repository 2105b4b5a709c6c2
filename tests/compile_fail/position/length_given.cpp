// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: position along an axis with a length
// mistake: A position is given a length; it takes it from what it meets.
// fix: Write the name alone.
// law: NamesAlone
// error: tenon: position: name the axis without its length
// error: key<20>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, key<20>> scores;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::where(tenon::position<key<20>>() < 5, scores, 0);
#else
  auto y = tenon::where(tenon::position<key>() < 5, scores, 0);
#endif
}
