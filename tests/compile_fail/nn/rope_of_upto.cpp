// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Rotating features whose number is known only at run time
// mistake: The angles of the features depend on how many there are.
// fix: Let the positions be the axis of unknown length.
// law: SameLengthKind
// error: tenon: rope: the number of features must be in the type
// error: upto<.*head_dim<8
#include <tenon/nn/rope.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::nn::rope<tenon::nn::half_split, seq<64>, head_dim<8>> const turn;
  tenon::tensor<float, seq<64>, tenon::upto<head_dim<8>>> x;
  tenon::tensor<float, tenon::upto<seq<64>>, head_dim<8>> y;
#ifdef TENON_EXPECT_ERROR
  auto r = turn(x);
#else
  auto r = turn(y);
#endif
}
