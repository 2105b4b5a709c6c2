// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: causal with lengths
// mistake: A mask is given lengths; it takes them from what it meets.
// fix: Write the names alone; the lengths are those of the scores that the mask meets.
// law: NamesAlone
// error: tenon: causal: name the axes without their lengths
// error: seq<20>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, key<20>> scores;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::where(tenon::causal<seq<20>, key<20>>(), scores, 0);
#else
  auto y = tenon::where(tenon::causal<seq, key>(), scores, 0);
#endif
}
