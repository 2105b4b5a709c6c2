// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Rotating a tensor without names
// mistake: Which axis are positions and which are features is nowhere said.
// fix: Name the axes.
// law: Named
// error: tenon: rope: the tensor.s axes have no names
// error: dim<20>
#include <tenon/expr/rename.hpp>
#include <tenon/nn/rope.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 20, 64> q;
  tenon::nn::rope<tenon::nn::half_split, seq<512>, head_dim<64>> rotate;
#ifdef TENON_EXPECT_ERROR
  auto rotated = rotate(q);
#else
  auto rotated = rotate(tenon::name_axes<seq, head_dim>(q));
#endif
}
