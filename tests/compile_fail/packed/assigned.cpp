// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Packed weights assigned to
// mistake: New weights are assigned to packed ones, as if those were a tensor.
// fix: Pack the new weights; copies keep the old ones.
// law: Writable
// error: tenon: packed: packed weights do not change
// error: const float|float const
#include <tenon/expr/operators.hpp>
#include <tenon/expr/packed.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, embed<64>, hidden<100>> kernel;
  tenon::packed weights(kernel);
#ifdef TENON_EXPECT_ERROR
  weights = kernel * 2;
#else
  weights = tenon::packed(kernel * 2);
#endif
}
