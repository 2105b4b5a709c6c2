// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Splitting an axis whose length is known only at run time
// mistake: Blocks of 8 positions would have to fill the length, and nobody knows it yet.
// fix: Split an axis whose length is in its type.
// law: LengthsInTypes
// error: tenon: split: an axis whose length is known only at run time
// error: upto<.*seq<512
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, tenon::upto<seq<512>>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::split<seq, batch<64>, key<8>>(x);
#else
  auto y = tenon::split<embed, head<8>, head_dim<8>>(x);
#endif
}
