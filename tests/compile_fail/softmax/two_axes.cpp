// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: softmax along two axes
// mistake: The values are to compete over all positions of an image at once, and two axes are named.
// fix: Merge the axes, and normalize along the merged one.
// law: OneAxis
// error: tenon: softmax: the values compete along one axis
// error: row<1>, .*column<1>
#include <tenon/expr/softmax.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

template <std::size_t N>
struct row : tenon::axis<row, N> {};
template <std::size_t N>
struct column : tenon::axis<column, N> {};

int main() {
  tenon::tensor<float, seq<20>, row<8>, column<8>> scores;
#ifdef TENON_EXPECT_ERROR
  auto weights = tenon::softmax<row, column>(scores);
#else
  auto weights = tenon::softmax<key>(tenon::merge<row, column, key>(scores));
#endif
}
