// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Two options of one kind
// mistake: The layer is said to be double, and to be float.
// fix: Say one of them.
// error: tenon: layer: two options of one kind
// error: OnlyOfItsKind
#include <tenon/nn/linear.hpp>
#include <tenon/shape/axes.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  tenon::nn::linear<double, embed<64>, hidden<128>, float> up;
#else
  tenon::nn::linear<embed<64>, hidden<128>, float> up;
#endif
}
