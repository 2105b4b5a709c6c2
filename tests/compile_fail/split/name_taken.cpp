// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A part with a name that is taken
// mistake: The tensor has a head axis already, and split makes another one.
// fix: Use another name for the part.
// law: HasDistinctAxes
// error: tenon: split: a part has the name of an axis that the tensor has already
// error: head<2>, .*seq<20>, .*head<8>, .*head_dim<64>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

template <std::size_t N>
struct group : tenon::axis<group, N> {};

int main() {
  tenon::tensor<float, head<2>, seq<20>, hidden<512>> q;
#ifdef TENON_EXPECT_ERROR
  auto heads = tenon::split<hidden, head<8>, head_dim<64>>(q);
#else
  auto heads = tenon::split<hidden, group<8>, head_dim<64>>(q);
#endif
}
