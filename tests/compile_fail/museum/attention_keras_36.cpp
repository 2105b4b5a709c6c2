// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Masks in one order, scores in another
// origin: lsdefine/attention-is-all-you-need-keras#36
// what: The scores of all heads are folded into one axis with the head outermost; the mask is repeated so that the
//   example is outermost. Both axes have batch × heads entries, so most heads of most examples are masked with
//   another example's padding.
// caught-by: roles
// fix: Do not fold: the mask finds its axes by name, in any order. Who folds must name the folded axis after what
//   lies in it; one name for both orders would compile.
// law: Aligns
// error: tenon: elementwise operation: the axes of one operand must all occur in the other
// error: batch_first<6>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/permute.hpp>
#include <tenon/expr/reshape.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

template <std::size_t N>
struct heads_first : tenon::axis<heads_first, N> {};
template <std::size_t N>
struct batch_first : tenon::axis<batch_first, N> {};

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  tenon::ndtensor<float, 6, 4, 4> scores;  // 3 heads × 2 examples
  tenon::ndtensor<bool, 2, 4, 4> mask;
  auto const repeated = tenon::reshape<6, 4, 4>(tenon::broadcast<2, 3, 4, 4>(tenon::reshape<2, 1, 4, 4>(mask)));
  tenon::tensor const masked = tenon::where(repeated, scores, -1e10F);
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, heads_first<6>, seq<4>, key<4>> scores;
  tenon::tensor<bool, batch<2>, seq<4>, key<4>> mask;
  auto const repeated = tenon::permute<batch, head, seq, key>(tenon::broadcast<head<3>>(mask));
  auto const folded = tenon::merge<batch, head, batch_first>(repeated);
  tenon::tensor const masked = tenon::where(folded, scores, -1e10F);
#else
  tenon::tensor<float, head<3>, batch<2>, seq<4>, key<4>> scores;  // not folded
  tenon::tensor<bool, batch<2>, seq<4>, key<4>> mask;
  tenon::tensor const masked = tenon::where(mask, scores, -1e10F);
#endif
}
