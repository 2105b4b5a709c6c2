// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: −∞ among integers
// mistake: Integers have no infinity; the number would lose its meaning.
// fix: Cast the scores to float first, or choose an integer.
// law: ScalarFits
// error: tenon: where: the number would lose its meaning in the tensor's value type
// error: float
// error: int
#include <limits>

#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<int, seq<20>> votes;
  float const lowest = -std::numeric_limits<float>::infinity();
#ifdef TENON_EXPECT_ERROR
  auto masked = tenon::where(votes > 0, votes, lowest);
#else
  auto masked = tenon::where(votes > 0, tenon::cast<float>(votes), lowest);
#endif
}
