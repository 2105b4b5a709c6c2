// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Patches that do not cut the image
// mistake: An image of 8 × 12 has six patches of 4 × 4, and each has 3 · 4 · 4 numbers.
// fix: Let the number of patches and the numbers in each follow from one side.
// error: tenon: patches: no square patches cut an image of these lengths
// error: PatchesCut
#include <tenon/nn/patches.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
template <std::size_t N>
struct channel : tenon::axis<channel, N> {};
template <std::size_t N>
struct row : tenon::axis<row, N> {};
template <std::size_t N>
struct column : tenon::axis<column, N> {};

int main() {
  tenon::tensor<float, channel<3>, row<8>, column<12>> image;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor y = tenon::nn::patches<channel<3>, row<8>, column<12>, seq<6>, embed<16>>()(image);
#else
  tenon::tensor y = tenon::nn::patches<channel<3>, row<8>, column<12>, seq<6>, embed<48>>()(image);
#endif
}
