// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Scores without their scale
// origin: Attention mechanisms in Swift for TensorFlow (blog post of 2023), the layer as a whole
// what: The products of queries and keys go into softmax as they are; the factor 1/sqrt(features of a head) is
//   missing. Scores of 64 features are eight times as large as meant, and the weights that much more peaked.
// caught-by: nothing
// would-need: a type for scores that are not scaled yet, which softmax would refuse. A shape says nothing of a
//   factor that is left out; a layer that holds the formula once does, and a comparison with golden numbers.
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
  tenon::ndtensor<float, 8, 20, 64> q, k, v;
  tenon::tensor const out = tenon::matmul(tenon::softmax<-1>(tenon::matmul(q, tenon::transpose(k))), v);
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, head<8>, seq<20>, head_dim<64>> q;
  tenon::tensor<float, head<8>, key<20>, head_dim<64>> k, v;
  tenon::tensor const out = tenon::dot<key>(tenon::softmax<key>(tenon::dot<head_dim>(q, k)), v);
#else
  tenon::tensor<float, head<8>, seq<20>, head_dim<64>> q;
  tenon::tensor<float, head<8>, key<20>, head_dim<64>> k, v;
  auto const scores = tenon::dot<head_dim>(q, k) * (1 / std::sqrt(64.0F));
  tenon::tensor const out = tenon::dot<key>(tenon::softmax<key>(scores), v);
#endif
}
