// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An option before the axes of an attention layer
// mistake: no_bias comes first, as linear<...> would take it.
// fix: Say axes and positions first, then the options.
// law: AttentionArguments
// error: tenon: attention: a layer's arguments are the model's axis, the heads
// error: no_bias
#include <tenon/nn/multi_head_attention.hpp>
#include <tenon/shape/axes.hpp>

using namespace tenon::axes;
namespace nn = tenon::nn;

int main() {
#ifdef TENON_EXPECT_ERROR
  nn::multi_head_attention<nn::no_bias, embed<64>, head<8>, head_dim<8>, nn::positions<seq, key>> layer(1);
#else
  nn::multi_head_attention<embed<64>, head<8>, head_dim<8>, nn::positions<seq, key>, nn::no_bias> layer(1);
#endif
  tenon::tensor<float, seq<20>, embed<64>> const x;
  tenon::tensor y = layer(x);
}
