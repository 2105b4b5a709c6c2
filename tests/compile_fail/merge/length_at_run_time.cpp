// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Merging an axis whose length is known only at run time
// mistake: After the last position of one batch there may be a gap before the first of the next.
// fix: Merge axes whose lengths are in their types.
// law: SameLengthKind
// error: tenon: merge: an axis whose length is known only at run time
// error: upto<.*seq<512
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, batch<2>, tenon::upto<seq<512>>, head<4>, head_dim<8>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::merge<batch, seq, key>(x);
#else
  auto y = tenon::merge<head, head_dim, hidden>(x);
#endif
}
