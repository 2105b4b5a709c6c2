// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A square kernel read the wrong way round
// origin: tensorflow/swift-models, readCheckpoint, found by reading
// what: Tensors from a checkpoint are assigned to the model's members without a look at their shapes. Most mix-ups
//   would stop at the next product; a square kernel stored [out, in], as other frameworks do, where [in, out] is
//   meant, has the right size and works on, transposed.
// caught-by: names
// fix: Say which axis is which when the numbers come in; the order then no longer matters.
// law: SameKind
// error: tenon: assignment: one side has named axes and the other has none
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  tenon::ndtensor<float, 64, 64> stored;  // [out, in]
  tenon::ndtensor<float, 64, 64> kernel;  // [in, out]
  kernel = stored;
#elif defined(TENON_EXPECT_ERROR)
  tenon::ndtensor<float, 64, 64> stored;
  tenon::tensor<float, embed<64>, hidden<64>> kernel;
  kernel = stored;
#else
  tenon::ndtensor<float, 64, 64> stored;
  tenon::tensor<float, embed<64>, hidden<64>> kernel;
  kernel = tenon::name_axes<hidden, embed>(stored);  // assignment permutes by name
#endif
}
