// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Weights stored [hidden, embed] taken for [embed, hidden]
// mistake: A checkpoint holds its matrix as [out, in], and the memory is put under the axes [in, out]. Both lengths
//   are 64, so nothing but the names can tell.
// fix: Name the axes as they lie in memory. Assigning [hidden, embed] to [embed, hidden] then permutes by itself.
// law: SameKind
// error: tenon: assignment: one side has named axes and the other has none
// error: dim<64>, .*dim<64>
// error: embed<64>, .*hidden<64>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 64, 64> checkpoint;  // rows are outputs
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, embed<64>, hidden<64>> kernel = checkpoint;
#else
  tenon::tensor<float, embed<64>, hidden<64>> kernel = tenon::name_axes<hidden, embed>(checkpoint);
#endif
}
