// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Axes with lengths in scaled dot product attention
// mistake: The axes are looked up in the tensors, which know how long they are.
// fix: Name them alone.
// law: NamesAlone
// error: tenon: attention: name the axes without their lengths, as in scaled_dot_product_attention
#include <tenon/eval.hpp>
#include <tenon/nn/scaled_dot_product.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, batch<10>, seq<20>, head<8>, head_dim<64>> q;
  tenon::tensor<float, batch<10>, key<20>, head<8>, head_dim<64>> k, v;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor y = tenon::nn::scaled_dot_product_attention<head_dim<64>, key<20>>(q, k, v);
#else
  tenon::tensor y = tenon::nn::scaled_dot_product_attention<head_dim, key>(q, k, v);
#endif
}
