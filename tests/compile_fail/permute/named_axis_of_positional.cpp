// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An order of names, of a tensor without names
// mistake: The tensor has no names, and the order is given by names.
// fix: Give the order by indices, or give names first.
// law: Named
// error: tenon: permute: the tensor's axes have no names
// error: dim<20>, .*dim<8>, .*dim<64>
#include <tenon/expr/permute.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 20, 8, 64> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::permute<head, seq, head_dim>(x);
#else
  auto y = tenon::permute<1, 0, 2>(x);
#endif
}
