// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: merge of axes with lengths
// mistake: All three axes are written with a length.
// fix: Write the names alone; the new axis is as long as the product.
// law: NamesAlone
// error: tenon: merge: name the axes without their lengths
// error: head<8>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, head<8>, head_dim<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto merged = tenon::merge<head<8>, head_dim<64>, hidden<512>>(x);
#else
  auto merged = tenon::merge<head, head_dim, hidden>(x);
#endif
}
