// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An odd number of features to rotate
// mistake: Features are rotated in pairs, and there are five of them.
// fix: Give heads an even number of features.
// law: EvenExtent
// error: tenon: rope: features are rotated in pairs
// error: head_dim<5>
#include <tenon/nn/rope.hpp>
#include <tenon/shape/axes.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  tenon::nn::rope<tenon::nn::half_split, seq<512>, head_dim<5>> rotate;
#else
  tenon::nn::rope<tenon::nn::half_split, seq<512>, head_dim<6>> rotate;
#endif
}
