// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Two pairings of features
// mistake: Queries are rotated in adjacent pairs, keys in halves.
// fix: Rotate both by one layer.
// law: SamePairing
// error: tenon: dot: the factors were rotated with their features paired differently
// error: adjacent_pairs.*half_split
#include <tenon/expr/dot.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/nn/rope.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, head<8>, head_dim<64>> q, k;
  tenon::nn::rope<tenon::nn::adjacent_pairs, seq<512>, head_dim<64>> rotate;
  tenon::nn::rope<tenon::nn::half_split, seq<512>, head_dim<64>> rotate_keys;
#ifdef TENON_EXPECT_ERROR
  auto scores = tenon::dot<head_dim>(rotate(q), tenon::rename<seq, key>(rotate_keys(k)));
#else
  auto scores = tenon::dot<head_dim>(rotate(q), tenon::rename<seq, key>(rotate(k)));
#endif
}
