// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Axes merged into an axis that the tensor has already
// mistake: The merged axis is called seq, and the tensor has a seq.
// fix: Choose another name.
// law: HasDistinctAxes
// error: tenon: merge: the tensor has the new axis already
// error: seq<20>, .*seq<512>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, head<8>, head_dim<64>> heads;
#ifdef TENON_EXPECT_ERROR
  auto out = tenon::merge<head, head_dim, seq>(heads);
#else
  auto out = tenon::merge<head, head_dim, hidden>(heads);
#endif
}
