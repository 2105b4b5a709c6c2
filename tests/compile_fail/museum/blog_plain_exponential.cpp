// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A softmax that overflows
// origin: tensorflow/swift-apis, softmax(_:alongAxis:), which the blog post calls
// what: The softmax along a given axis is written exp(x) / sum(exp(x)), without subtracting the largest value first.
//   It gives the same numbers until a score passes 88.7, the end of float's exponential; then it gives NaN. Freshly
//   initialized layers never get there, trained ones do.
// caught-by: nothing
// would-need: a law about formulas, which shapes cannot give: this one is right on paper. What helps is a softmax,
//   always shifted, that nobody has a reason to write again; its result is also known to be a distribution, which
//   this quotient is not.
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/reduce.hpp>
#include <tenon/expr/reshape.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  tenon::ndtensor<float, 20, 20> scores;
  auto const e = tenon::exp(scores);
  auto const sums = tenon::reshape<20, 1>(tenon::sum<1>(e));
  tenon::tensor const weights = e / tenon::broadcast<20, 20>(sums);
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, seq<20>, key<20>> scores;
  auto const e = tenon::exp(scores);
  tenon::tensor const weights = e / tenon::sum<key>(e);
#else
  tenon::tensor<float, seq<20>, key<20>> scores;
  tenon::tensor const weights = tenon::softmax<key>(scores);  // always shifted by the largest score
#endif
}
