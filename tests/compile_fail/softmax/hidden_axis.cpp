// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A local variable that hides an axis
// mistake: A constant called key hides the axis, so that softmax<key> is softmax<3>. (A variable that is no constant,
//   such as a tensor called key, gives the compiler's own "no matching function".)
// fix: Call the variable something else, or name the axis in full: tenon::axes::key.
// law: Positional
// error: tenon: softmax: the axes have names
// error: variable
// error: seq<20>, .*key<20>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, key<20>> scores;
#ifdef TENON_EXPECT_ERROR
  constexpr int key = 3;
  auto weights = tenon::softmax<key>(scores);
#else
  constexpr int key_count = 3;
  auto weights = tenon::softmax<key>(scores);
#endif
}
