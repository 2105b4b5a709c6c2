// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Packed weights of another shape
// mistake: A layer's weights are packed as those of another layer.
// fix: Let the type follow from the weights, `tenon::packed const w(layer.kernel)`.
// law: SameAxes
// error: tenon: assignment: the expression has other axes than the tensor
// error: vocab<100>
#include <tenon/eval.hpp>
#include <tenon/expr/packed.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, embed<64>, vocab<100>> kernel;
#ifdef TENON_EXPECT_ERROR
  tenon::packed<float, embed<64>, hidden<100>> const weights(kernel);
#else
  tenon::packed<float, embed<64>, vocab<100>> const weights(kernel);
#endif
}
