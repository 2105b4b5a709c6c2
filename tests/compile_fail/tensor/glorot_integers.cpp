// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Integer weights
// mistake: glorot_uniform draws from a small interval around 0, which holds no integer but 0.
// fix: Make the weights float or double.
// law: Floating
// error: tenon: glorot_uniform: the value type must be float or double
// error: int
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/random.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  auto kernel = tenon::glorot_uniform<int, embed<64>, hidden<128>>(42);
#else
  auto kernel = tenon::glorot_uniform<float, embed<64>, hidden<128>>(42);
#endif
}
