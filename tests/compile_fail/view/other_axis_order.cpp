// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A tensor viewed with its axes in another order
// mistake: The tensor lies in memory as [hidden, embed], and the view says [embed, hidden]. Both are 64 long, so that
//   by sizes alone the transposed weights would be read.
// fix: View it as it lies; a tensor assigned from it is permuted by name.
// law: SameAxesInOrder
// error: tenon: view: a view borrows memory as it lies
// error: hidden<64>, .*embed<64>
// error: embed<64>, .*hidden<64>
#include <tenon/expr/node.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, hidden<64>, embed<64>> kernel;
#ifdef TENON_EXPECT_ERROR
  tenon::view<float, embed<64>, hidden<64>> w = kernel;
#else
  tenon::tensor<float, embed<64>, hidden<64>> w = kernel;
#endif
}
