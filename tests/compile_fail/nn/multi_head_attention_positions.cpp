// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An input without the positions that ask
// mistake: The layer's positions are seq and key, and the input has tokens along key.
// fix: Rename the input's axis, or name it in the layer.
// law: AxesWithin
// error: tenon: attention: the input lacks the positions that ask
// error: batch<10>, .*key<20>
#include <tenon/eval.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/nn/multi_head_attention.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
namespace nn = tenon::nn;

int main() {
  tenon::tensor<float, batch<10>, key<20>, embed<64>> x;
  nn::multi_head_attention<embed<64>, head<8>, head_dim<8>, nn::positions<seq, key>> attention;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor y = attention(x);
#else
  tenon::tensor y = attention(tenon::rename<key, seq>(x));
#endif
}
