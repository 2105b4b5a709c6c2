// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A wrong tensor, and a program that uses it
// mistake: The scores are declared over seq twice, and then used everywhere. The declaration is the only error.
// fix: Give the keys an axis of their own.
// law: DistinctAxes
// error: tenon: tensor: an axis occurs twice
// error: seq<20>, .*seq<20>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/operators.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, key<20>, head_dim<64>> v;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, seq<20>, seq<20>> scores;
#else
  tenon::tensor<float, seq<20>, key<20>> scores;
#endif
  scores(0, 1) = scores.at(1, 0) + *scores.data();
  for (float& score : scores) score *= 2;
  auto weights = tenon::softmax<key>(scores * 2 + scores);
  tenon::tensor out = tenon::dot<key>(weights, v);
  tenon::tensor<float, seq<20>, key<20>> copy = scores;
  scores = copy;
  tenon::view seen = scores;
  auto repeated = tenon::broadcast<head<8>>(tenon::rename<seq, batch>(seen));
}
