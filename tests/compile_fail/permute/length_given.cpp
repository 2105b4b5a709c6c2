// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: permute of axes with lengths
// mistake: The order is written as in the tensor's type, with lengths.
// fix: Write the names alone; the lengths are the tensor's.
// law: NamesAlone
// error: tenon: permute: name the axis without its length
// error: embed<64>
#include <tenon/expr/permute.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto columns = tenon::permute<embed<64>, seq<20>>(x);
#else
  auto columns = tenon::permute<embed, seq>(x);
#endif
}
