// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A packed number
// mistake: A scale, which has no axes, is packed with the weights.
// fix: Pack what products read; a number is used as it is.
// law: RankAtLeast
// error: tenon: packed: a number has no axis that a product could sum
#include <tenon/expr/packed.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::tensor<float> scale(2.0f);
#ifdef TENON_EXPECT_ERROR
  tenon::packed const factor(scale);
#else
  float const factor = scale;
#endif
  (void)factor;
}
