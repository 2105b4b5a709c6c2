// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An option between the axes of a layer
// mistake: The activation stands before the axis inside; an axis is no option.
// fix: Say the axes first, then the options.
// law: KnownOption
// error: tenon: layer: this is no option of the layer; its axes come first
// error: inner<256>
#include <tenon/nn/activations.hpp>
#include <tenon/nn/feed_forward.hpp>
#include <tenon/nn/initialize.hpp>
#include <tenon/shape/axes.hpp>

using namespace tenon::axes;
namespace nn = tenon::nn;

template <std::size_t N>
struct inner : tenon::axis<inner, N> {};

int main() {
#ifdef TENON_EXPECT_ERROR
  nn::feed_forward<embed<64>, nn::gelu, inner<256>> layer(1);
#else
  nn::feed_forward<embed<64>, inner<256>, nn::gelu> layer(1);
#endif
  nn::initialize(layer, 2);
  tenon::tensor<float, seq<20>, embed<64>> const x;
  tenon::tensor y = layer(x);
}
