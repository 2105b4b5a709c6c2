// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Axes with lengths in attention weights
// mistake: The axes are looked up in the tensors, which know how long they are.
// fix: Name them alone.
// law: NamesAlone
// error: tenon: attention: name the axes without their lengths, as in attention_weights
#include <tenon/eval.hpp>
#include <tenon/nn/scaled_dot_product.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, batch<10>, seq<20>, head<8>, head_dim<64>> q;
  tenon::tensor<float, batch<10>, key<20>, head<8>, head_dim<64>> k, v;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor y = tenon::nn::attention_weights<head_dim<64>, key<20>>(q, k);
#else
  tenon::tensor y = tenon::nn::attention_weights<head_dim, key>(q, k);
#endif
}
