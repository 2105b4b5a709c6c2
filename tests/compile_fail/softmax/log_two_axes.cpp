// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: log_softmax along two axes
// mistake: Two axes are counted.
// fix: Make one of them with `reshape`, and normalize along that.
// law: OneAxis
// error: tenon: log_softmax: the values compete along one axis
// error: 1, ?2
#include <tenon/expr/reshape.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 20, 8, 8> scores;
#ifdef TENON_EXPECT_ERROR
  auto weights = tenon::log_softmax<1, 2>(scores);
#else
  auto weights = tenon::log_softmax<1>(tenon::reshape<20, 64>(scores));
#endif
}
