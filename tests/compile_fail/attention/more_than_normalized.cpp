// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: More axes summed than the weights were normalized over
// mistake: The weights of each head add up to 1 over key; summing over key and head at once adds the heads up too.
// fix: Sum over key, and merge or sum the heads after that.
// law: SummedOverNormalized
// error: tenon: dot: these weights are a distribution over another axis than the one summed here
// error: shape<[^,]*key<20> ?>
// error: head<8>, .*key<20>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/reduce.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, head<8>, seq<20>, key<20>> scores;
  tenon::tensor<float, head<8>, key<20>, head_dim<64>> v;
#ifdef TENON_EXPECT_ERROR
  auto mixed = tenon::dot<key, head>(tenon::softmax<key>(scores), v);
#else
  auto mixed = tenon::sum<head>(tenon::dot<key>(tenon::softmax<key>(scores), v));
#endif
}
