// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A tensor with some names and some numbers
// mistake: Two axes have names, the third is dim<64>.
// fix: A shape is wholly named or wholly positional.
// law: AllNamedOrNone
// error: tenon: tensor: some axes have names and some are dim<N>
// error: batch<10>, .*seq<20>, .*dim<64>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, batch<10>, seq<20>, tenon::dim<64>> x;
#else
  tenon::tensor<float, batch<10>, seq<20>, embed<64>> x;
#endif
}
