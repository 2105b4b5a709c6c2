// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Weights that sum to one along the wrong axis
// origin: Attention mechanisms in Swift for TensorFlow (blog post of 2023), softmax(attentionScores, alongAxis: 2)
// what: The scores are [batch, head, query, key] once the missing transposes are put in, and axis 2 is then the
//   queries': for each key the weights of all queries sum to one, but the weights with which one query sums values
//   do not. Queries and keys are equally many, so nothing complains.
// caught-by: names
// fix: Normalize over the axis that is summed.
// law: SummedOverNormalized
// error: tenon: dot: these weights are a distribution over another axis than the one summed here
// error: seq<20>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/matmul.hpp>
#include <tenon/expr/permute.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  tenon::ndtensor<float, 10, 8, 20, 64> q, k, v;
  auto const scores = tenon::matmul(q, tenon::transpose(k));
  tenon::tensor const out = tenon::matmul(tenon::softmax<2>(scores), v);
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, batch<10>, head<8>, seq<20>, head_dim<64>> q;
  tenon::tensor<float, batch<10>, head<8>, key<20>, head_dim<64>> k, v;
  auto const scores = tenon::dot<head_dim>(q, k);
  tenon::tensor const out = tenon::dot<key>(tenon::softmax<seq>(scores), v);
#else
  tenon::tensor<float, batch<10>, head<8>, seq<20>, head_dim<64>> q;
  tenon::tensor<float, batch<10>, head<8>, key<20>, head_dim<64>> k, v;
  auto const scores = tenon::dot<head_dim>(q, k);
  tenon::tensor const out = tenon::dot<key>(tenon::softmax<key>(scores), v);
#endif
}
