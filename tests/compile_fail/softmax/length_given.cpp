// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: softmax along an axis with a length
// mistake: The axis is written as in the tensor's type, with its length.
// fix: Write the name alone; its length is the tensor's.
// law: NamesAlone
// error: tenon: softmax: name the axis without its length
// error: key<20>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, key<20>> scores;
#ifdef TENON_EXPECT_ERROR
  auto weights = tenon::softmax<key<20>>(scores);
#else
  auto weights = tenon::softmax<key>(scores);
#endif
}
