// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: The blog's attention, spelled with names
// mistake: The code of the Swift blog post reshapes to [batch, seq, head, head_dim], multiplies by the transpose and
//   normalizes along axis 2. With names one sees that this axis is the queries' head, that what is summed next is the
//   keys' head, and that positions never mix.
// fix: Pair positions: rename seq to key in keys and values, normalize over key, sum over key.
// law: SummedOverNormalized
// error: tenon: dot: these weights are a distribution over another axis than the one summed here
// error: head<8>
// error: other_head<8>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

template <std::size_t N>
struct other_head : tenon::axis<other_head, N> {};

int main() {
  tenon::tensor<float, batch<10>, seq<20>, head<8>, head_dim<64>> q;
  tenon::tensor<float, batch<10>, seq<20>, head<8>, head_dim<64>> k;
  tenon::tensor<float, batch<10>, seq<20>, head<8>, head_dim<64>> v;
#ifdef TENON_EXPECT_ERROR
  auto scores = tenon::dot<head_dim>(q, tenon::rename<head, other_head>(k));  // [batch, seq, head, other_head]
  tenon::tensor out = tenon::dot<other_head>(tenon::softmax<head>(scores), tenon::rename<head, other_head>(v));
#else
  auto scores = tenon::dot<head_dim>(q, tenon::rename<seq, key>(k));  // [batch, seq, head, key]
  tenon::tensor out = tenon::dot<key>(tenon::softmax<key>(scores), tenon::rename<seq, key>(v));
#endif
}
