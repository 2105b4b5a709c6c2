// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: key_length along an axis with a length
// mistake: A mask is given lengths; it takes them from what it meets.
// fix: Write the names alone; the lengths are those of the scores that the mask meets.
// law: NamesAlone
// error: tenon: key_length: name the axis without its length
// error: key<20>
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, key<20>> scores;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::where(tenon::key_length<key<20>>(4), scores, 0);
#else
  auto y = tenon::where(tenon::key_length<key>(4), scores, 0);
#endif
}
