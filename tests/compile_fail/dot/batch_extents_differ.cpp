// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A batch axis has two lengths
// mistake: Queries come in batches of 10, keys in batches of 12. An axis that both operands have and that is not
//   summed is a batch axis, and pairs element by element.
// fix: Give both the same batch, or rename the axis in one of them if all pairs are meant.
// law: SameExtentIn
// error: tenon: dot: an axis that both operands have must be equally long in both
// error: batch<10>, .*seq<20>, .*head_dim<64>
// error: batch<12>, .*key<20>, .*head_dim<64>
// error(clang): 10 == 12
#include <tenon/expr/dot.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, batch<10>, seq<20>, head_dim<64>> q;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, batch<12>, key<20>, head_dim<64>> k;
  auto scores = tenon::dot<head_dim>(q, k);
#else
  tenon::tensor<float, batch<10>, key<20>, head_dim<64>> k;
  auto scores = tenon::dot<head_dim>(q, k);
#endif
}
