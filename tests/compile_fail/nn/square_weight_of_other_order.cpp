// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A square weight without names into a layer of the other order
// mistake: The rows of this file are inputs, those of a linear layer outputs; only names can tell
//   them apart.
// fix: Say what the axes of the data are; then they find their places.
// law: SameKind
// error: tenon: assignment: one side has named axes and the other has none
// error: dim<64>, .*dim<64>
#include <tenon/expr/rename.hpp>
#include <tenon/nn/linear.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 64, 64> from_file;
  tenon::nn::linear<embed<64>, hidden<64>> layer;
#ifdef TENON_EXPECT_ERROR
  layer.weight = from_file;
#else
  layer.weight = tenon::name_axes<embed, hidden>(from_file);
#endif
}
