// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A new name that the tensor has already
// mistake: Renaming seq to key gives a tensor with key twice.
// fix: Two axes of one shape need two names.
// law: LacksAxis
// error: tenon: rename: the tensor has an axis of the new name already
// error: seq<20>, .*key<20>
// error: key
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

template <std::size_t N>
struct query_position : tenon::axis<query_position, N> {};

int main() {
  tenon::tensor<float, seq<20>, key<20>> scores;
#ifdef TENON_EXPECT_ERROR
  auto same = tenon::rename<seq, key>(scores);
#else
  auto other = tenon::rename<seq, query_position>(scores);
#endif
}
