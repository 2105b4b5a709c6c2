// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Scaled by the width of all heads
// origin: tensorflow/swift-models, GPT-2's EncoderLayer.init(size:headCount:), found by reading
// what: One initializer, which nothing in the repository calls, hands the attention the model's width; the other,
//   for checkpoints, the width of one head. The scale is the root of that number: with 8 heads, scores made the
//   first way are divided by sqrt(512) where sqrt(64) was meant.
// caught-by: nothing
// would-need: a scale that is taken from the axis which is summed, instead of a number typed beside it. A number has
//   no axis, so names cannot see where it came from; the repair reads it off the type.
#include <cmath>

#include <tenon/expr/dot.hpp>
#include <tenon/expr/matmul.hpp>
#include <tenon/expr/operators.hpp>
#include <tenon/expr/permute.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  tenon::ndtensor<float, 8, 20, 64> q, k;
  float const size = 512;  // of the model
  tenon::tensor const weights = tenon::softmax<-1>(tenon::matmul(q, tenon::transpose(k)) / std::sqrt(size));
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, head<8>, seq<20>, head_dim<64>> q;
  tenon::tensor<float, head<8>, key<20>, head_dim<64>> k;
  float const size = 512;  // of the model
  tenon::tensor const weights = tenon::softmax<key>(tenon::dot<head_dim>(q, k) / std::sqrt(size));
#else
  tenon::tensor<float, head<8>, seq<20>, head_dim<64>> q;
  tenon::tensor<float, head<8>, key<20>, head_dim<64>> k;
  float const size = tenon::extent_of<tenon::shape_of<decltype(q)>, head_dim<1>>;  // of what is summed
  tenon::tensor const weights = tenon::softmax<key>(tenon::dot<head_dim>(q, k) / std::sqrt(size));
#endif
}
